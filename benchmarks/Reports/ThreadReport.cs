using System.Globalization;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Models;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Reports;

/// <summary>Two threads beside one, as a table of Markdown.</summary>
internal static class ThreadReport
{
    /// <summary>Measures every training case whose batch is shared out, in the widest vectors that the models have.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Case> cases, ModelFamily family, int rounds)
    {
        const int LeastBatch = 32;
        Case[] shared = [.. cases.Where(@case => @case.Kind == Kind.Training && @case.Batch >= LeastBatch)];
        if (shared.Length == 0)
            return;
        output.WriteLine();
        output.WriteLine("## Two threads beside one: a training step through `Trainer`");
        output.WriteLine();
        output.WriteLine($"Wall times, {rounds} epochs of each in turn, 10th percentile; {Environment.ProcessorCount} processors. Two processors may share one core's vector units.");
        output.WriteLine();
        output.WriteLine("| cell | case | one us | two us | one / two | same bits |");
        output.WriteLine("|---|---|--:|--:|--:|---|");
        foreach (Case @case in shared)
        {
            Declaration model = ModelCatalog.Of(family).Single(candidate => candidate.Cell == @case.Cell && candidate.Workload == @case.Workload.Name);
            ThreadScaling times = model.OnThreads(new Problem(@case), rounds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {@case.CellName} | {@case.Name} | {MarkdownReport.Microseconds(times.OneSeconds * 1e6)} | {MarkdownReport.Microseconds(times.TwoSeconds * 1e6)} | {times.OneSeconds / times.TwoSeconds:F2} | {(times.IsSame ? "yes" : "NO")} |"));
        }

        output.Flush();
    }
}
