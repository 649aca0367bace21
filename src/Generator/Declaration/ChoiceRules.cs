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
            : CheckCell(declaration)
                .Concat(CheckOptions(declaration))
                .Concat(CheckNumbers(declaration))
                .Concat(CheckBias(declaration))
                .Concat(CheckJordan(declaration))
                .Concat(CheckHead(declaration));
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
            (nameof(RnnAttribute.GateActivation), draft.GateActivation),
            (nameof(RnnAttribute.StateActivation), draft.StateActivation),
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
        RnnSpec draft = declaration.Draft;
        (string Argument, Activation Activation)[] activations =
        [
            (nameof(RnnAttribute.Activation), draft.Activation),
            (nameof(RnnAttribute.GateActivation), draft.GateActivation),
            (nameof(RnnAttribute.StateActivation), draft.StateActivation),
        ];
        return activations
            .Where(choice => choice.Activation == Activation.Softmax)
            .Select(choice => Finding.On(choice.Argument, RuleIds.ActivationNotElementwise, choice.Argument));
    }

    private static IEnumerable<Finding> CheckOptions(RnnDeclaration declaration)
    {
        Cell[] gated = [Cell.Lstm, Cell.Gru, Cell.Mgu];
        (string Argument, Cell[] Owners)[] options =
        [
            (nameof(RnnAttribute.Peepholes), [Cell.Lstm]),
            (nameof(RnnAttribute.CoupledGates), [Cell.Lstm]),
            (nameof(RnnAttribute.Projection), [Cell.Lstm]),
            (nameof(RnnAttribute.StateActivation), [Cell.Lstm]),
            (nameof(RnnAttribute.StateAlpha), [Cell.Lstm]),
            (nameof(RnnAttribute.StateBeta), [Cell.Lstm]),
            (nameof(RnnAttribute.ResetAfter), [Cell.Gru]),
            (nameof(RnnAttribute.GateActivation), gated),
            (nameof(RnnAttribute.GateAlpha), gated),
            (nameof(RnnAttribute.GateBeta), gated),
        ];
        Cell cell = declaration.Draft.Cell;
        return options
            .Where(option => !option.Owners.Contains(cell) && declaration.States(option.Argument))
            .Select(option => Finding.On(option.Argument, RuleIds.OptionOfAnotherCell, option.Argument, string.Join(", ", option.Owners), cell));
    }

    /// <summary>The numbers that go with activations.</summary>
    private static IEnumerable<Finding> CheckNumbers(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        IEnumerable<Finding> parameters = new[]
        {
            CheckParameters(declaration, nameof(RnnAttribute.ActivationAlpha), nameof(RnnAttribute.ActivationBeta), draft.Candidate),
            CheckParameters(declaration, nameof(RnnAttribute.GateAlpha), nameof(RnnAttribute.GateBeta), draft.Gate),
            CheckParameters(declaration, nameof(RnnAttribute.StateAlpha), nameof(RnnAttribute.StateBeta), draft.CellState),
            CheckParameters(declaration, nameof(RnnAttribute.OutputAlpha), nameof(RnnAttribute.OutputBeta), draft.HeadActivation),
        }.SelectMany(findings => findings);
        bool isBound = draft.Clip >= 0f && !float.IsInfinity(draft.Clip);
        return isBound ? parameters : parameters.Append(Finding.On(nameof(RnnAttribute.Clip), RuleIds.NumberOutOfRange, nameof(RnnAttribute.Clip), draft.Clip, "finite and at least 0"));
    }

    private static IEnumerable<Finding> CheckParameters(RnnDeclaration declaration, string alpha, string beta, ActivationFunction function)
    {
        (string Argument, bool Exists, float Value)[] parameters = [(alpha, function.HasAlpha, function.StatedAlpha), (beta, function.HasBeta, function.StatedBeta)];
        foreach ((string argument, bool exists, float value) in parameters.Where(p => declaration.States(p.Argument)))
        {
            if (!exists)
                yield return Finding.On(argument, RuleIds.ParameterWithoutUse, argument, function.Kind);
            else if (float.IsInfinity(value))
                yield return Finding.On(argument, RuleIds.NumberOutOfRange, argument, value, "finite");
        }

        if (function.Kind == Activation.HardTanh && function.Alpha >= function.Beta)
        {
            string argument = declaration.States(alpha) ? alpha : beta;
            string bound = argument == alpha ? "below beta, its upper bound" : "above alpha, its lower bound";
            yield return Finding.On(argument, RuleIds.NumberOutOfRange, argument, argument == alpha ? function.Alpha : function.Beta, bound);
        }
    }

    private static IEnumerable<Finding> CheckBias(RnnDeclaration declaration)
    {
        if (declaration.Draft is { Bias: false, SingleBias: true })
            yield return Finding.On(nameof(RnnAttribute.SingleBias), RuleIds.SingleBiasWithoutBias);
    }

    private static IEnumerable<Finding> CheckJordan(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        if (draft.Cell != Cell.Jordan)
            yield break;

        if (!draft.HasHead)
            yield return Finding.On(nameof(RnnAttribute.Cell), RuleIds.JordanWithoutHead);
        else if (ImpliedActivation(draft.Loss) is not null)
            yield return Finding.On(nameof(RnnAttribute.Loss), RuleIds.JordanHeadNotElementwise, draft.Loss);
        else if (draft.OutputActivation == Activation.Softmax)
            yield return Finding.On(nameof(RnnAttribute.OutputActivation), RuleIds.JordanHeadNotElementwise, draft.OutputActivation);

        (string Argument, bool IsUsed)[] structures =
        [
            (nameof(RnnAttribute.Layers), draft.Layers > 1),
            (nameof(RnnAttribute.HiddenSizes), draft.HiddenSizes.Count > 1),
            (nameof(RnnAttribute.Bidirectional), draft.Bidirectional),
            (nameof(RnnAttribute.Reverse), draft.Reverse),
            (nameof(RnnAttribute.VariableLength), draft.VariableLength),
        ];
        foreach ((string argument, _) in structures.Where(structure => structure.IsUsed))
            yield return Finding.On(argument, RuleIds.JordanOfLayers, argument);
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
