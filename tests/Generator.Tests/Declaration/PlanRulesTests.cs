using System.Collections.Generic;
using System.Globalization;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class PlanRulesTests
{
    [Fact]
    public void A_full_unrolling_beyond_one_method_is_a_warning_that_says_its_cost()
    {
        Finding finding = Assert.Single(Check(Unroll.Full, 3), finding => finding.Rule == RuleIds.UnrollBeyondBudget);

        Assert.Equal("Unroll", finding.Argument);
        Assert.Equal(
            "The unrolled sequence is split into 3 methods, as the JIT does not optimise larger ones; its 5000 statements cost seconds of "
            + "compile time and up to about 225 ms of JIT time at first use",
            Message(finding));
    }

    [Theory]
    [InlineData(Unroll.Full, 1)]
    [InlineData(Unroll.Auto, 3)] // the compiler's own choice is no fault of the user's
    public void Other_plans_are_told_and_not_warned_of(Unroll asked, int methods)
    {
        Finding finding = Assert.Single(Check(asked, methods));

        Assert.Equal((RuleIds.Plan, null), (finding.Rule, finding.Argument));
        Assert.Equal("'Net': whole sequence unrolled (5000 statements)", Message(finding));
    }

    [Theory]
    [InlineData(Unroll.Full, Unroll.Steps, "Unroll = Full would take 250 multiply-adds")]
    [InlineData(Unroll.Steps, Unroll.None, "Unroll = Steps would take 50 multiply-adds")]
    public void A_plan_that_falls_short_of_what_was_asked_is_a_warning_that_says_by_how_much(Unroll asked, Unroll planned, string reason)
    {
        RnnSpec spec = new() { Host = new HostType("", default, "Net", "Net"), Input = 3, Hidden = 7, Steps = 5, Unroll = asked };
        IEnumerable<Finding> findings = PlanRules.Check(spec, new PlanSummary(planned, 50, 1, 100, "what can be had"));

        Finding finding = Assert.Single(findings, finding => finding.Rule == RuleIds.UnrollOutOfReach);
        Assert.Equal("Unroll", finding.Argument);
        Assert.StartsWith(reason, Message(finding), System.StringComparison.Ordinal);
    }

    private static IEnumerable<Finding> Check(Unroll asked, int methods) => PlanRules.Check(
        new RnnSpec { Host = new HostType("", default, "Net", "Net"), Input = 3, Hidden = 7, Steps = 5, Unroll = asked },
        new PlanSummary(Unroll.Full, 50, methods, 5000, "whole sequence unrolled (5000 statements)"));

    private static string Message(Finding finding)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Format(culture, Descriptors.Of(finding.Rule).MessageFormat.ToString(culture), [.. finding.Values]);
    }
}
