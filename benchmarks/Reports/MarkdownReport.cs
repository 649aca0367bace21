using System.Globalization;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Peers;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Reports;

/// <summary>The comparison as Markdown. Rows appear as they are measured; the summary follows, because it needs them all.</summary>
internal sealed class MarkdownReport(TextWriter output)
{
    /// <summary>What runs where, and by which method.</summary>
    public void Head(PeerSet peers, int rounds)
    {
        output.WriteLine("# Unrolled and its peers");
        output.WriteLine();
        output.WriteLine($"{rounds} rounds; in each, in random order, every peer runs one slice of about 3 ms (at least one call) after a call that is not counted.");
        output.WriteLine($"Times are {(ProcessClock.IsProcessorTime ? "processor time of the peer's process" : "wall time")} per call: `best` of the slices and their 10th percentile, `p10`, from which all else is computed.");
        output.WriteLine("`max error` is the largest distance from double precision: of outputs, and in training of the parameters after one step of gradient descent at rate 1.");
        output.WriteLine();
        output.WriteLine("| peer | version |");
        output.WriteLine("|---|---|");
        foreach (IPeer peer in peers.Present)
            output.WriteLine($"| {peer.Name} | {peer.Version} |");
        foreach ((string name, string reason) in peers.Absent)
            output.WriteLine($"| {name} | absent: {reason} |");
        output.WriteLine();
    }

    /// <summary>Opens the table of all rows.</summary>
    public void OpenRows()
    {
        output.WriteLine("## Times");
        output.WriteLine();
        output.WriteLine("`of peak` is against the FMA peak so far of the peer's width, or of the widest where the peer chooses; only matrix products count as work.");
        output.WriteLine("`of best` is the time divided by that of the fastest in this case.");
        output.WriteLine();
        output.WriteLine("| kind | cell | case | peer | best us | p10 us | GFLOP/s | of peak | of best | max error | slices |");
        output.WriteLine("|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    /// <summary>The rows of one case.</summary>
    public void Rows(IReadOnlyList<Timing> timings, IReadOnlyList<FmaPeak> peaks)
    {
        double fastest = timings.Min(timing => timing.Sample.Percentile10);
        foreach (Timing timing in timings)
        {
            (Case @case, Sample sample) = (timing.Case, timing.Sample);
            FmaPeak? peak = peaks.FirstOrDefault(candidate => candidate.VectorBits == timing.Peer.VectorBits) ?? (peaks.Count > 0 ? peaks[^1] : null);
            string share = peak is null ? "" : Text($"{timing.Gflops / peak.Gflops:P0}");
            output.WriteLine(Text(
                $"| {@case.KindName} | {@case.CellName} | {@case.Name} | {timing.Peer.Name} | {Microseconds(sample.Best * 1e6)} | {Microseconds(sample.Percentile10 * 1e6)} | {timing.Gflops:F1} | {share} | {sample.Percentile10 / fastest:F2} | {timing.MaxError:0.0E-0} | {sample.Count} |"));
        }

        output.Flush();
    }

    /// <summary>The measured peaks.</summary>
    public void Peaks(IReadOnlyList<FmaPeak> peaks)
    {
        output.WriteLine();
        output.WriteLine("## FMA peak of one core, measured between the rounds");
        output.WriteLine();
        output.WriteLine("| vectors | best GFLOP/s | p10 GFLOP/s |");
        output.WriteLine("|---|--:|--:|");
        foreach (FmaPeak peak in peaks)
            output.WriteLine(Text($"| {peak.VectorBits}-bit | {peak.BestGflops:F1} | {peak.Gflops:F1} |"));
    }

    /// <summary>A time in microseconds with as many digits as it is worth.</summary>
    public static string Microseconds(double microseconds) => microseconds switch
    {
        < 10 and var time => Text($"{time:F3}"),
        < 1000 and var time => Text($"{time:F1}"),
        var time => Text($"{time:F0}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
