using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>Decides from numbers how far the kernels of each width are unrolled.</summary>
internal static class Scheduler
{
    private static readonly Schedule s_loops = new(Unroll.None, Unroll.None, Unroll.None, Unroll.None, Unroll.None, ProjectsInputs: true);

    /// <summary>
    /// The schedules of a model's widths, widest first, the best set first; each next set takes less text, down to loops everywhere.
    /// Under Auto the first whose text stays within the model's budget is taken, else the very first.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Schedule>> Candidates(RnnSpec spec, IReadOnlyList<ModelLayout> layouts)
    {
        List<Schedule> best = layouts.Select(layout => layout.Lanes == Widths.Vector128 ? Portable(spec, layout) : Wide(spec, layout)).ToList();
        Schedule portable = s_loops with { Rows = null, ProjectsInputs = false };
        List<Schedule> Wider(Func<Schedule, Schedule> change) => [.. best.Take(best.Count - 1).Select(change), portable];
        Unroll AtMostSteps(Unroll unroll) => unroll == Unroll.Full ? Unroll.Steps : unroll;
        yield return best;
        yield return Wider(s => s);
        yield return Wider(s => s with { Rows = Unroll.None });
        yield return Wider(s => s with { Forward = AtMostSteps(s.Forward), Backward = AtMostSteps(s.Backward), Rows = Unroll.None });
        Schedule Inference(Schedule s) => s with { Predict = AtMostSteps(s.Predict), Forward = Unroll.None, Backward = Unroll.None, Rows = Unroll.None };
        yield return Wider(Inference);
        yield return [.. best.Take(best.Count - 1).Select((s, width) => width == 0 ? Inference(s) : s_loops), portable];
        yield return Wider(_ => s_loops);
        yield return Wider(_ => s_loops with { ProjectsInputs = false });
        yield return [s_loops, .. Enumerable.Repeat(portable, best.Count - 1)];
        yield return [.. Enumerable.Repeat(portable, best.Count)];
    }

    /// <summary>Multiply-adds on vectors in the larger of the step and its adjoint.</summary>
    public static int StepProducts(ModelLayout layout)
    {
        int Products(PlannedStep step) => step.Streams.Sum(s => s.Length / layout.Lanes);
        return Math.Max(Products(layout.LayerForward), Products(layout.LayerBackward));
    }

    /// <summary>The schedule of kernels that processors with AVX2 or AVX-512 run: what the declaration asks for as far as it can be had, or what its numbers say.</summary>
    private static Schedule Wide(RnnSpec spec, ModelLayout layout)
    {
        var inference = new ForwardLowerer(layout, isTraining: false, rows: 1);
        var training = new ForwardLowerer(layout, isTraining: true, rows: 1);
        var backward = new BackwardLowerer(layout, rows: 1);
        int products = StepProducts(layout);
        Unroll Choose(Func<Unroll, IReadOnlyList<LaneMethod>> lower) => Ways(spec, products).First(u => u == Unroll.None || Fits(spec, lower(u)));
        IEnumerable<Unroll> waysOfStep = Ways(spec, products).Where(u => u != Unroll.Full);
        return new Schedule(
            Choose(u => inference.Sequence("", u)),
            waysOfStep.First(u => u == Unroll.None || Fits(spec, [inference.Step("", u)])),
            Choose(u => training.Sequence("", u)),
            Choose(u => backward.Sequence("", u)),
            RowsAt(spec, products, layout.Lanes),
            ProjectsInputs: true);
    }

    /// <summary>
    /// The schedule of the Vector128 kernels, whose multiply-adds are inlined calls: one straight-line step at most, one sequence at a time.
    /// They run everywhere; they are not what a model is tuned for, and should not double its text.
    /// </summary>
    private static Schedule Portable(RnnSpec spec, ModelLayout layout)
    {
        bool isStraight = spec.Unroll != Unroll.None && StepProducts(layout) <= CodeBudget.PortableStepProducts;
        Unroll straight = isStraight ? Unroll.Steps : Unroll.None;
        return new Schedule(straight, straight, straight, straight, Rows: null);
    }

    /// <summary>Sequences side by side hide each other's latencies: a straight-line step is all they need.</summary>
    private static Unroll RowsAt(RnnSpec spec, int products, int lanes) =>
        spec.Unroll != Unroll.None && products * Tiling.Rows(lanes) <= CodeBudget.AutoStepProducts ? Unroll.Steps : Unroll.None;

    /// <summary>The ways to try, the farthest first.</summary>
    private static IEnumerable<Unroll> Ways(RnnSpec spec, int products)
    {
        bool isAuto = spec.Unroll == Unroll.Auto;
        long sequence = (long)products * spec.Steps;
        int mostPerStep = isAuto ? CodeBudget.AutoStepProducts : CodeBudget.MethodInstructions;
        int mostPerSequence = isAuto ? CodeBudget.AutoSequenceStatements : CodeBudget.MostStatements;
        bool isFullAsked = !spec.VariableLength && spec.Unroll is (Unroll.Auto or Unroll.Full);
        if (isFullAsked && sequence <= mostPerSequence && (!isAuto || products <= mostPerStep))
        {
            yield return Unroll.Full;
        }

        if (spec.Unroll != Unroll.None && products <= mostPerStep)
        {
            yield return Unroll.Steps;
        }

        yield return Unroll.None;
    }

    /// <summary>Whether every method stays within the JIT's limits, and under Auto the sequence within its budget.</summary>
    private static bool Fits(RnnSpec spec, IReadOnlyList<LaneMethod> methods) =>
        methods.All(m => CodeBudget.Instructions(m.Body) <= CodeBudget.MethodInstructions)
        && (spec.Unroll != Unroll.Auto || methods.Sum(m => CodeBudget.Statements(m.Body)) <= CodeBudget.AutoSequenceStatements);
}
