using System.Collections.Generic;
using System.Globalization;

namespace Unrolled.Generator;

/// <summary>What is worth saying of a valid declaration's plan; nothing here keeps it from being generated.</summary>
internal static class PlanRules
{
    /// <summary>Microseconds that RyuJIT takes to compile one statement of a kernel, which is about one fused multiply-add: 30 to 60 on a 2019 x64 server core.</summary>
    private const int JitMicrosecondsPerStatement = 45;

    public static IEnumerable<Finding> Check(RnnSpec spec, PlanSummary plan)
    {
        yield return Finding.OnClass(RuleIds.Plan, spec.Host.Name, plan.Description);

        if (spec.Unroll == Unroll.Full && plan.Methods > 1)
        {
            int milliseconds = (int)((long)plan.Statements * JitMicrosecondsPerStatement / 1000);
            yield return Finding.On(nameof(RnnAttribute.Unroll), RuleIds.UnrollBeyondBudget, Text(plan.Methods), Text(plan.Statements), Text(milliseconds));
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
