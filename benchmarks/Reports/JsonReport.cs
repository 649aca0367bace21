using System.Text.Json;
using System.Text.Json.Serialization;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Reports;

/// <summary>One row of the report for programs.</summary>
/// <param name="Kind">inference, stream or training.</param>
/// <param name="Cell">elman, lstm or gru.</param>
/// <param name="Workload">The shape's name, without its batch.</param>
/// <param name="Batch">Sequences per call.</param>
/// <param name="Peer">Who computed.</param>
/// <param name="Version">Of the peer.</param>
/// <param name="BestUs">Microseconds per call in the fastest slice.</param>
/// <param name="P10Us">The same in the slice that one in ten is faster than.</param>
/// <param name="Gflops">Billions of operations per second at <paramref name="P10Us"/>.</param>
/// <param name="MaxError">Largest distance from the double-precision values.</param>
internal sealed record JsonRow(
    string Kind, string Cell, string Workload, int Batch, string Peer, string Version, double BestUs, double P10Us, double Gflops, double MaxError)
{
    /// <summary>The row of a timing.</summary>
    public static JsonRow Of(Timing timing) => new(
        timing.Case.KindName,
        timing.Case.CellName,
        timing.Case.Workload.Name,
        timing.Case.Batch,
        timing.Peer.Name,
        timing.Peer.Version,
        timing.Sample.Best * 1e6,
        timing.Sample.Percentile10 * 1e6,
        timing.Gflops,
        timing.MaxError);

    /// <summary>Whether the row is of this case.</summary>
    public bool IsOf(Case @case) => (Kind, Cell, Workload, Batch) == (@case.KindName, @case.CellName, @case.Workload.Name, @case.Batch);

    /// <summary>Of rows of one case and peer, one from each run: the medians of its figures, and the largest error.</summary>
    public static JsonRow MedianOf(IReadOnlyList<JsonRow> rows) => rows[0] with
    {
        BestUs = Median(rows.Select(row => row.BestUs)),
        P10Us = Median(rows.Select(row => row.P10Us)),
        Gflops = Median(rows.Select(row => row.Gflops)),
        MaxError = rows.Max(row => row.MaxError),
    };

    /// <summary>The middle number, or the lower of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(sorted.Length - 1) / 2];
    }
}

/// <summary>The report for programs: an array of rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(JsonRow[]))]
internal sealed partial class JsonReport : JsonSerializerContext
{
    /// <summary>Writes all rows to a file, whole or not at all; its folder is made where it is missing.</summary>
    public static void Write(FileInfo file, IReadOnlyList<JsonRow> rows)
    {
        Directory.CreateDirectory(file.DirectoryName!);
        string unfinished = file.FullName + ".tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize([.. rows], Default.JsonRowArray) + "\n");
        File.Move(unfinished, file.FullName, overwrite: true);
    }

    /// <summary>Reads the rows of a file that <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<JsonRow> Read(string file) => JsonSerializer.Deserialize(File.ReadAllText(file), Default.JsonRowArray)!;
}
