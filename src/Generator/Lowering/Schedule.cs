using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>How far each kernel is unrolled; never Auto.</summary>
/// <param name="Predict">A whole sequence in inference.</param>
/// <param name="Step">One step of a stream.</param>
/// <param name="Forward">A whole sequence in training.</param>
/// <param name="Backward">Backpropagation through time.</param>
/// <param name="Rows">All of these for several sequences side by side; null where sequences go one by one.</param>
internal sealed record Schedule(Unroll Predict, Unroll Step, Unroll Forward, Unroll Backward, Unroll? Rows)
{
    /// <summary>How far the kernels of a sequence are unrolled at least.</summary>
    public Unroll Least => new[] { Predict, Forward, Backward }.OrderByDescending(u => u switch { Unroll.None => 2, Unroll.Steps => 1, _ => 0 }).First();

    private static Schedule Loops { get; } = new(Unroll.None, Unroll.None, Unroll.None, Unroll.None, Unroll.None);

    /// <summary>
    /// The schedules of the Vector256 and the Vector128 kernels, the best first; each next one takes less text, down to loops everywhere.
    /// Under Auto the first whose text stays within the model's budget is taken.
    /// </summary>
    public static IEnumerable<(Schedule Wide, Schedule Portable)> Candidates(RnnSpec spec, ModelLayout wide, ModelLayout portable)
    {
        Schedule best = Wide(spec, wide);
        Unroll AtMostSteps(Unroll unroll) => unroll == Unroll.Full ? Unroll.Steps : unroll;
        Schedule portableLoops = Loops with { Rows = null };
        yield return (best, Portable(spec, portable));
        yield return (best, portableLoops);
        yield return (best with { Rows = Unroll.None }, portableLoops);
        yield return (best with { Forward = AtMostSteps(best.Forward), Backward = AtMostSteps(best.Backward), Rows = Unroll.None }, portableLoops);
        yield return (Loops, portableLoops);
        yield return (portableLoops, portableLoops);
    }

    /// <summary>The schedule of the Vector256 kernels: what the declaration asks for as far as it can be had, or what its numbers say.</summary>
    private static Schedule Wide(RnnSpec spec, ModelLayout layout)
    {
        var inference = new ForwardLowerer(layout, isTraining: false, rows: 1);
        var training = new ForwardLowerer(layout, isTraining: true, rows: 1);
        var backward = new BackwardLowerer(layout, rows: 1);
        int products = StepProducts(layout);
        Unroll Choose(Func<Unroll, IReadOnlyList<LaneMethod>> lower) => Ways(spec, products).First(u => u == Unroll.None || Fits(spec, lower(u)));
        Unroll Straight(Unroll unroll) => unroll == Unroll.Full ? Unroll.Steps : unroll;
        return new Schedule(
            Choose(u => inference.Sequence("", u)),
            Choose(u => [inference.Step("", Straight(u))]) is var step && step == Unroll.Full ? Unroll.Steps : step,
            Choose(u => training.Sequence("", u)),
            Choose(u => backward.Sequence("", u)),
            RowsAt(spec, products));
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

    /// <summary>Multiply-adds on vectors in the larger of the step and its adjoint.</summary>
    public static int StepProducts(ModelLayout layout)
    {
        int Products(PlannedStep step) => step.Streams.Sum(s => s.Length / layout.Lanes);
        return Math.Max(Products(layout.LayerForward), Products(layout.LayerBackward));
    }

    /// <summary>Sequences side by side hide each other's latencies: a straight-line step is all they need.</summary>
    private static Unroll RowsAt(RnnSpec spec, int products) =>
        spec.Unroll != Unroll.None && products * Tiling.Rows <= CodeBudget.AutoStepProducts ? Unroll.Steps : Unroll.None;

    /// <summary>The ways to try, the farthest first.</summary>
    private static IEnumerable<Unroll> Ways(RnnSpec spec, int products)
    {
        bool isAuto = spec.Unroll == Unroll.Auto;
        long sequence = (long)products * spec.Steps;
        int mostPerStep = isAuto ? CodeBudget.AutoStepProducts : CodeBudget.MethodInstructions;
        int mostPerSequence = isAuto ? CodeBudget.AutoSequenceStatements : CodeBudget.MostStatements;
        bool isFullAsked = spec.Unroll is Unroll.Auto or Unroll.Full;
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
