using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Whether the options of the loss are those it takes, and in range.</summary>
internal static class LossRules
{
    private static readonly (string Argument, Loss Loss)[] s_options =
    [
        (nameof(RnnAttribute.HuberDelta), Loss.Huber),
        (nameof(RnnAttribute.LabelSmoothing), Loss.CrossEntropy),
        (nameof(RnnAttribute.ClassWeights), Loss.CrossEntropy),
    ];

    public static IEnumerable<Finding> Check(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        foreach ((string argument, Loss loss) in s_options.Where(option => declaration.States(option.Argument)))
        {
            Finding? finding = draft.Loss != loss ? Finding.On(argument, RuleIds.LossWithoutOption, argument, loss, draft.Loss)
                : argument switch
                {
                    nameof(RnnAttribute.HuberDelta) => CheckDelta(draft.HuberDelta),
                    nameof(RnnAttribute.LabelSmoothing) => CheckSmoothing(draft.LabelSmoothing),
                    _ => CheckWeights(draft),
                };
            if (finding is not null)
                yield return finding;
        }
    }

    private static Finding? CheckDelta(float delta) =>
        delta > 0 && IsFinite(delta) ? null : OutOfRange(nameof(RnnAttribute.HuberDelta), Text(delta), "finite and above 0");

    private static Finding? CheckSmoothing(float smoothing) =>
        smoothing is >= 0 and < 1 ? null : OutOfRange(nameof(RnnAttribute.LabelSmoothing), Text(smoothing), "at least 0 and below 1");

    private static Finding? CheckWeights(RnnSpec draft)
    {
        const string argument = nameof(RnnAttribute.ClassWeights);
        EquatableArray<float> weights = draft.ClassWeights;
        if (weights.Count != draft.Output)
            return draft.HasHead ? Finding.On(argument, RuleIds.ClassWeightsDoNotFit, weights.Count, draft.Output) : null;
        return weights.All(weight => weight >= 0 && IsFinite(weight)) && weights.Any(weight => weight > 0)
            ? null
            : OutOfRange(argument, string.Join(", ", weights.Select(Text)), "finite and not below 0, one of them above 0");
    }

    private static Finding OutOfRange(string argument, string value, string range) =>
        Finding.On(argument, RuleIds.LossOptionOutOfRange, argument, value, range);

    private static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
