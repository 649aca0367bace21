using System.Text.Json;
using System.Text.Json.Serialization;
using Unrolled.Benchmarks.Measurement;

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
    string Kind, string Cell, string Workload, int Batch, string Peer, string Version, double BestUs, double P10Us, double Gflops, double MaxError);

/// <summary>The report for programs: an array of rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(JsonRow[]))]
internal sealed partial class JsonReport : JsonSerializerContext
{
    /// <summary>Writes all timings to a file, whole or not at all; its folder is made where it is missing.</summary>
    public static void Write(FileInfo file, IEnumerable<Timing> timings)
    {
        JsonRow[] rows = [.. timings.Select(Row)];
        Directory.CreateDirectory(file.DirectoryName!);
        string unfinished = file.FullName + ".tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(rows, Default.JsonRowArray) + "\n");
        File.Move(unfinished, file.FullName, overwrite: true);
    }

    private static JsonRow Row(Timing timing) => new(
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
}
