using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Whether layers and directions go together.</summary>
internal static class StructureRules
{
    private const int MaxLayers = 64;

    public static IEnumerable<Finding> Check(RnnDeclaration declaration) =>
        CheckLayers(declaration).Concat(CheckDirections(declaration)).Concat(CheckResidual(declaration))
            .Concat(CheckDropout(declaration)).Concat(CheckSequences(declaration));

    /// <summary>The declaration with its layers counted: sizes that are stated one by one say how many there are, and how wide the top one is.</summary>
    public static RnnSpec Resolve(RnnSpec draft) => draft.HiddenSizes.Count == 0
        ? draft
        : draft with { Layers = draft.HiddenSizes.Count, Hidden = draft.HiddenSizes[draft.HiddenSizes.Count - 1] };

    private static IEnumerable<Finding> CheckLayers(RnnDeclaration declaration)
    {
        const string sizes = nameof(RnnAttribute.HiddenSizes);
        RnnSpec draft = declaration.Draft;
        if (draft.Layers < 1)
            yield return Finding.On(nameof(RnnAttribute.Layers), RuleIds.SizeTooSmall, nameof(RnnAttribute.Layers), draft.Layers, 1);
        else if (draft.Layers > MaxLayers)
            yield return Finding.On(nameof(RnnAttribute.Layers), RuleIds.SizeTooLarge, nameof(RnnAttribute.Layers), draft.Layers, MaxLayers);

        if (!declaration.States(sizes))
            yield break;

        if (draft.HiddenSizes.Count is 0 or > MaxLayers)
            yield return Finding.On(sizes, RuleIds.HiddenSizesCount, draft.HiddenSizes.Count, MaxLayers);
        else if (declaration.States(nameof(RnnAttribute.Layers)) && draft.Layers != draft.HiddenSizes.Count)
            yield return Finding.On(sizes, RuleIds.HiddenSizesContradict, draft.HiddenSizes.Count, nameof(RnnAttribute.Layers), draft.Layers);
        else if (declaration.States(nameof(RnnAttribute.Hidden)) && draft.HiddenSizes.Any(size => size != draft.Hidden))
            yield return Finding.On(sizes, RuleIds.HiddenSizesContradict, string.Join(", ", draft.HiddenSizes), nameof(RnnAttribute.Hidden), draft.Hidden);
    }

    private static IEnumerable<Finding> CheckDirections(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        if (draft.Reverse && draft.Bidirectional)
            yield return Finding.On(nameof(RnnAttribute.Reverse), RuleIds.ReverseOfBoth);
        if (declaration.States(nameof(RnnAttribute.Merge)) && !draft.Bidirectional)
            yield return Finding.On(nameof(RnnAttribute.Merge), RuleIds.MergeOfOne);
    }

    private static IEnumerable<Finding> CheckResidual(RnnDeclaration declaration)
    {
        const string argument = nameof(RnnAttribute.Residual);
        RnnSpec spec = Resolve(declaration.Draft);
        if (!spec.Residual || spec.Layers is < 1 or > MaxLayers)
            yield break;

        if (spec.Layers == 1)
            yield return Finding.On(argument, RuleIds.ResidualOfOne);
        else if (spec.Bidirectional && spec.Returns == Returns.Last)
            yield return Finding.On(argument, RuleIds.ResidualOfStates);

        for (int layer = 1; layer < spec.Layers; layer++)
        {
            if (spec.WidthOf(layer) != spec.WidthOf(layer - 1))
            {
                yield return Finding.On(argument, RuleIds.ResidualOfUnequal, layer, spec.WidthOf(layer), spec.WidthOf(layer - 1));
                yield break;
            }
        }
    }

    private static IEnumerable<Finding> CheckDropout(RnnDeclaration declaration)
    {
        RnnSpec spec = Resolve(declaration.Draft);
        foreach ((string argument, float value) in new[] { (nameof(RnnAttribute.Dropout), spec.Dropout), (nameof(RnnAttribute.RecurrentDropout), spec.RecurrentDropout) })
        {
            if (!(value is >= 0 and < 1))
                yield return Finding.On(argument, RuleIds.NumberOutOfRange, argument, value, "at least 0 and below 1");
        }

        if (spec is { Dropout: > 0 and < 1, Layers: 1 })
            yield return Finding.On(nameof(RnnAttribute.Dropout), RuleIds.DropoutOfOne);
    }

    private static IEnumerable<Finding> CheckSequences(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        if (draft.RepeatLastOutput && (!draft.VariableLength || draft.Returns == Returns.Last))
            yield return Finding.On(nameof(RnnAttribute.RepeatLastOutput), RuleIds.NothingToRepeat);
    }
}
