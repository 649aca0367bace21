using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Whether cell, activations and loss are defined and go together.</summary>
internal static class ChoiceRules
{
    public static IEnumerable<Finding> Check(RnnDeclaration declaration)
    {
        List<Finding> undefined = [.. CheckDefined(declaration.Draft)];
        return undefined.Count > 0
            ? undefined
            : CheckCell(declaration).Concat(CheckOptions(declaration)).Concat(CheckBias(declaration)).Concat(CheckHead(declaration));
    }

    /// <summary>The output activation that a loss brings with it, or null.</summary>
    public static Activation? ImpliedActivation(Loss loss) => loss switch
    {
        Loss.CrossEntropy => Activation.Softmax,
        Loss.BinaryCrossEntropy => Activation.Sigmoid,
        _ => null,
    };

    private static IEnumerable<Finding> CheckDefined(RnnSpec draft)
    {
        (string Argument, Enum Value)[] choices =
        [
            (nameof(RnnAttribute.Cell), draft.Cell),
            (nameof(RnnAttribute.Activation), draft.Activation),
            (nameof(RnnAttribute.Peepholes), draft.Peepholes),
            (nameof(RnnAttribute.Merge), draft.Merge),
            (nameof(RnnAttribute.OutputActivation), draft.OutputActivation),
            (nameof(RnnAttribute.Returns), draft.Returns),
            (nameof(RnnAttribute.Loss), draft.Loss),
            (nameof(RnnAttribute.Unroll), draft.Unroll),
            (nameof(RnnAttribute.Vectors), draft.Vectors),
        ];
        return choices
            .Where(choice => !Enum.IsDefined(choice.Value.GetType(), choice.Value))
            .Select(choice => Undefined(choice.Argument, choice.Value));
    }

    private static IEnumerable<Finding> CheckCell(RnnDeclaration declaration)
    {
        const string argument = nameof(RnnAttribute.Activation);
        RnnSpec draft = declaration.Draft;
        if (!declaration.States(argument))
            yield break;

        if (draft.Cell is not Cell.Elman)
            yield return Finding.On(argument, RuleIds.CellWithoutActivation, draft.Cell);
        else if (draft.Activation is not (Activation.Tanh or Activation.Relu))
            yield return Finding.On(argument, RuleIds.ActivationNotOfCell, draft.Cell, draft.Activation);
    }

    private static IEnumerable<Finding> CheckOptions(RnnDeclaration declaration)
    {
        (string Argument, Cell Owner)[] options =
        [
            (nameof(RnnAttribute.Peepholes), Cell.Lstm),
            (nameof(RnnAttribute.CoupledGates), Cell.Lstm),
            (nameof(RnnAttribute.Projection), Cell.Lstm),
            (nameof(RnnAttribute.ResetAfter), Cell.Gru),
        ];
        Cell cell = declaration.Draft.Cell;
        return options
            .Where(option => option.Owner != cell && declaration.States(option.Argument))
            .Select(option => Finding.On(option.Argument, RuleIds.OptionOfAnotherCell, option.Argument, option.Owner, cell));
    }

    private static IEnumerable<Finding> CheckBias(RnnDeclaration declaration)
    {
        if (declaration.Draft is { Bias: false, SingleBias: true })
            yield return Finding.On(nameof(RnnAttribute.SingleBias), RuleIds.SingleBiasWithoutBias);
    }

    private static IEnumerable<Finding> CheckHead(RnnDeclaration declaration)
    {
        const string argument = nameof(RnnAttribute.OutputActivation);
        RnnSpec draft = declaration.Draft;
        Activation? implied = ImpliedActivation(draft.Loss);
        if (!draft.HasHead)
        {
            if (declaration.States(argument))
                yield return Finding.On(argument, RuleIds.ActivationWithoutHead);
            if (implied is not null)
                yield return Finding.On(nameof(RnnAttribute.Loss), RuleIds.LossWithoutHead, draft.Loss, implied);
            yield break;
        }

        if (implied is not null && declaration.States(argument) && draft.OutputActivation != implied)
            yield return Finding.On(argument, RuleIds.LossImpliesActivation, draft.Loss, implied, draft.OutputActivation);
        else if (draft.Output == 1 && (implied ?? draft.OutputActivation) == Activation.Softmax)
            yield return Finding.On(nameof(RnnAttribute.Output), RuleIds.SoftmaxOfOne);
    }

    private static Finding Undefined(string argument, Enum value) => Finding.On(
        argument,
        RuleIds.UndefinedValue,
        argument,
        Convert.ToInt32(value, CultureInfo.InvariantCulture),
        string.Join(", ", Enum.GetNames(value.GetType())));
}
