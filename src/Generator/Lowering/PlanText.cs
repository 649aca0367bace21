using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>Says in words which schedule was chosen.</summary>
internal static class PlanText
{
    /// <summary>The summary of a model's schedule: that of its 256-bit kernels, which most processors run.</summary>
    public static PlanSummary Summarize(ModelProgram model)
    {
        List<PlanSummary> layers = model.Widths[0].Kernels
            .Select((kernels, index) => Summarize(kernels.Layout.Spec, model.Widths.Select(w => w.Kernels[index]).ToList()))
            .ToList();
        int statements = model.Widths.Sum(w => w.Statements);
        string LayersOf(int kernels) => string.Join(", ", model.KernelsOf.Select((k, layer) => (k, layer)).Where(p => p.k == kernels).Select(p => p.layer));
        return layers.Count == 1 && model.Spec.IsOneLayer
            ? layers[0]
            : new PlanSummary(
                layers.Select(l => l.Unroll).OrderByDescending(Looseness).First(),
                layers.Max(l => l.StepProducts),
                layers.Max(l => l.Methods),
                statements,
                string.Join("; ", layers.Select((l, index) => $"layer {LayersOf(index)}: {l.Description}")));
    }

    private static int Looseness(Unroll unroll) => unroll switch { Unroll.None => 2, Unroll.Steps => 1, _ => 0 };

    private static PlanSummary Summarize(RnnSpec spec, IReadOnlyList<KernelProgram> programs)
    {
        KernelProgram wide = programs.Single(p => p.Layout.Lanes == Widths.Vector256);
        Schedule schedule = wide.Schedule;
        int methods = new[] { wide.Predict.Count, wide.Forward.Count, wide.Backward.Count }.Max(PartsOf);
        int statements = programs.Sum(p => p.Statements);
        string Way(Unroll unroll) => unroll switch
        {
            Unroll.Full => FormattableString.Invariant($"all {spec.Steps} steps unrolled"),
            Unroll.Steps => "a straight-line step in a loop over time",
            _ => "loops over time, units and inputs",
        };
        string training = schedule.Forward == schedule.Backward ? Way(schedule.Forward) : $"{Way(schedule.Forward)}, backward {Way(schedule.Backward)}";
        string split = methods > 1 ? FormattableString.Invariant($", split over {methods} methods") : "";
        string description = FormattableString.Invariant($"inference: {Way(schedule.Predict)}; training: {training}{split}; {statements} statements");
        return new PlanSummary(schedule.Least, Scheduler.StepProducts(wide.Layout), methods, statements, description);
    }

    /// <summary>A sequence that is cut has one method more, which calls the parts.</summary>
    private static int PartsOf(int methods) => methods > 1 ? methods - 1 : 1;
}
