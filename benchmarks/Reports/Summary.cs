using System.Globalization;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Reports;

/// <summary>What comes of the times of all cases, of one run or as medians over several: ratios, and distances from what the machine allows.</summary>
/// <param name="output">Where the Markdown goes.</param>
/// <param name="cases">The cases in the order of the report.</param>
/// <param name="runs">The rows of each run.</param>
internal sealed class Summary(TextWriter output, IReadOnlyList<Case> cases, IReadOnlyList<IReadOnlyList<JsonRow>> runs)
{
    private const string Ours = "unrolled-";

    /// <summary>For each case and peer the median over the runs.</summary>
    public IReadOnlyList<JsonRow> Medians { get; } =
        [.. runs.SelectMany(run => run).GroupBy(row => (row.Kind, row.Cell, row.Workload, row.Batch, row.Peer)).Select(group => JsonRow.MedianOf([.. group]))];

    private string Over => runs.Count > 1 ? $", medians of {runs.Count} runs" : "";

    /// <summary>Writes all tables.</summary>
    public void Write(IReadOnlyList<FmaPeak> peaks)
    {
        Kind[] forward = [Kind.Inference, Kind.Stream];
        Ratios("Best peer's time over Unrolled's, each at its best width", forward, IsOurs, row => !IsOurs(row));
        Ratios("At 256 bits alone: plain C's time over Unrolled's", forward, row => row.Peer == Ours + "256", row => row.Peer == "plain-c-256");
        Ratios("Training: best peer's time over Unrolled's", [Kind.Training], IsOurs, row => !IsOurs(row));
        if (peaks.Count > 0)
            Limits(peaks);
    }

    private static bool IsOurs(JsonRow row) => row.Peer.StartsWith(Ours, StringComparison.Ordinal);

    /// <summary>One table of ratios, a row for each cell and a column for each case.</summary>
    private void Ratios(string title, Kind[] kinds, Func<JsonRow, bool> ours, Func<JsonRow, bool> theirs)
    {
        Case[] chosen = [.. cases.Where(@case => kinds.Contains(@case.Kind))];
        string[] columns = [.. chosen.Select(@case => @case.Name).Distinct()];
        if (columns.Length == 0)
            return;
        output.WriteLine();
        output.WriteLine($"## {title}{Over}");
        output.WriteLine();
        output.WriteLine($"| cell | {string.Join(" | ", columns)} |");
        output.WriteLine("|---|" + string.Concat(Enumerable.Repeat("--:|", columns.Length)));
        foreach (IGrouping<string, Case> cell in chosen.GroupBy(@case => @case.CellName))
        {
            IEnumerable<string> ratios = columns.Select(column => cell.FirstOrDefault(@case => @case.Name == column) is { } @case ? Ratio(@case, ours, theirs) : "");
            output.WriteLine($"| {cell.Key} | {string.Join(" | ", ratios)} |");
        }
    }

    private string Ratio(Case @case, Func<JsonRow, bool> ours, Func<JsonRow, bool> theirs)
    {
        var ratios = new List<(double Ratio, string Peer)>();
        foreach (JsonRow[] rows in runs.Select(run => run.Where(row => row.IsOf(@case)).ToArray()))
        {
            JsonRow? we = rows.Where(ours).MinBy(row => row.P10Us);
            JsonRow? they = rows.Where(theirs).MinBy(row => row.P10Us);
            if (we is not null && they is not null)
                ratios.Add((they.P10Us / we.P10Us, they.Peer));
        }

        if (ratios.Count == 0)
            return "";
        double median = JsonRow.Median(ratios.Select(ratio => ratio.Ratio));
        return string.Create(CultureInfo.InvariantCulture, $"{median:F2} ({ratios.First(ratio => ratio.Ratio == median).Peer})");
    }

    /// <summary>How close our times come to what the machine allows, at each width.</summary>
    private void Limits(IReadOnlyList<FmaPeak> peaks)
    {
        output.WriteLine();
        output.WriteLine($"## How close to what the machine allows{Over}");
        output.WriteLine();
        MachineLimits[] limits = [.. peaks.Select(MachineLimits.Beside)];
        foreach (MachineLimits limit in limits)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"- Measured alone: {limit.MultiplyAdd * 1e9:F3} ns a {limit.VectorBits}-bit multiply-add, {limit.MultiplyAddLatency * 1e9:F1} ns from its addend to its result, {limit.TanhLatency * 1e9:F1} ns through an activation, {limit.MemoryLatency * 1e9:F1} ns through memory."));
        }

        output.WriteLine();
        output.WriteLine("| kind | cell | case | bits | p10 us | bound us | of bound | what forbids less |");
        output.WriteLine("|---|---|---|--:|--:|--:|--:|---|");
        foreach (Case @case in cases.Where(@case => @case.Kind != Kind.Training))
        {
            foreach (MachineLimits limit in limits)
            {
                if (Medians.FirstOrDefault(row => row.IsOf(@case) && row.Peer == Ours + limit.VectorBits) is { } row)
                    Limit(@case, row, limit);
            }
        }

        output.Flush();
    }

    private void Limit(Case @case, JsonRow row, MachineLimits limit)
    {
        (double seconds, string reason) = limit.Of(@case);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Kind} | {row.Cell} | {@case.Name} | {limit.VectorBits} | {MarkdownReport.Microseconds(row.P10Us)} | {MarkdownReport.Microseconds(seconds * 1e6)} | {row.P10Us / seconds * 1e-6:F2} | {reason} |"));
    }
}
