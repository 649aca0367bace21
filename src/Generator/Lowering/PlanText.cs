using System;

namespace Unrolled.Generator.Lowering;

/// <summary>Says in words which schedule was chosen.</summary>
internal static class PlanText
{
    /// <summary>The summary of a model's schedule.</summary>
    public static PlanSummary Summarize(RnnSpec spec, KernelProgram wide, KernelProgram portable)
    {
        Schedule schedule = wide.Schedule;
        int methods = Math.Max(PartsOf(wide.Predict.Count), Math.Max(PartsOf(wide.Forward.Count), PartsOf(wide.Backward.Count)));
        int statements = wide.Statements + portable.Statements;
        string Way(Unroll unroll) => unroll switch
        {
            Unroll.Full => FormattableString.Invariant($"all {spec.Steps} steps unrolled"),
            Unroll.Steps => "a straight-line step in a loop over time",
            _ => "loops over time, units and inputs",
        };
        string training = schedule.Forward == schedule.Backward ? Way(schedule.Forward) : $"{Way(schedule.Forward)}, backward {Way(schedule.Backward)}";
        string split = methods > 1 ? FormattableString.Invariant($", split over {methods} methods") : "";
        string description = FormattableString.Invariant($"inference: {Way(schedule.Predict)}; training: {training}{split}; {statements} statements.");
        return new PlanSummary(schedule.Least, Schedule.StepProducts(wide.Layout), methods, statements, description);
    }

    /// <summary>A sequence that is cut has one method more, which calls the parts.</summary>
    private static int PartsOf(int methods) => methods > 1 ? methods - 1 : 1;
}
