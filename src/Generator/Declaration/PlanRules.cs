using System.Collections.Generic;

namespace Unrolled.Generator;

/// <summary>What is worth saying of a valid declaration's plan; nothing here keeps it from being generated.</summary>
internal static class PlanRules
{
    /// <summary>
    /// Microseconds that RyuJIT takes to compile one statement of a kernel, which is about one fused multiply-add: 30 to 60 were
    /// measured with .NET 10 on one core of a Cascade Lake server.
    /// </summary>
    private const int JitMicrosecondsPerStatement = 45;

    public static IEnumerable<Finding> Check(RnnSpec spec, PlanSummary plan)
    {
        yield return Finding.OnClass(RuleIds.Plan, spec.Host.Name, plan.Description);

        if (spec.Unroll == Unroll.Full && plan.Methods > 1)
        {
            long milliseconds = (long)plan.Statements * JitMicrosecondsPerStatement / 1000;
            yield return Finding.On(nameof(RnnAttribute.Unroll), RuleIds.UnrollBeyondBudget, plan.Methods, plan.Statements, milliseconds);
        }

        if (spec.Unroll is Unroll.Full or Unroll.Steps && plan.Unroll != spec.Unroll)
        {
            long products = spec.Unroll == Unroll.Full ? plan.StepProducts * (long)spec.Steps : plan.StepProducts;
            yield return Finding.On(nameof(RnnAttribute.Unroll), RuleIds.UnrollOutOfReach, spec.Unroll, products, plan.Description);
        }
    }
}
