using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;

namespace Unrolled.Generator;

/// <summary>Whether the sizes are there, in range, and small enough together for spans of floats, whose lengths are ints.</summary>
internal static class SizeRules
{
    private const int MaxInput = 16_384;
    private const int MaxHidden = 4_096;
    private const int MaxOutput = 16_384;
    private const int MaxSteps = 65_536;

    /// <summary>Floats of one sequence: inputs, outputs, or what the backward pass keeps.</summary>
    private const long MaxSequence = 1L << 29;

    /// <summary>Hidden-sized vectors that the backward pass keeps of one step, at most.</summary>
    private const int TapeVectors = 16;

    /// <summary>The same where sums are clipped, states are dropped or activations are made of several operators, each of which may keep a vector.</summary>
    private const int LongTapeVectors = 32;

    /// <summary>One gibibyte of floats.</summary>
    private const long MaxParameters = 1L << 28;

    public static IEnumerable<Finding> Check(RnnDeclaration declaration)
    {
        RnnSpec draft = declaration.Draft;
        var findings = new List<Finding>();
        CheckRequired(declaration, findings, nameof(RnnAttribute.Input), draft.Input, MaxInput);
        if (declaration.States(nameof(RnnAttribute.HiddenSizes)))
        {
            foreach (int size in draft.HiddenSizes)
                CheckRange(findings, nameof(RnnAttribute.HiddenSizes), size, 1, MaxHidden);
        }
        else
        {
            CheckRequired(declaration, findings, nameof(RnnAttribute.Hidden), draft.Hidden, MaxHidden);
        }

        CheckRequired(declaration, findings, nameof(RnnAttribute.Steps), draft.Steps, MaxSteps);
        CheckRange(findings, nameof(RnnAttribute.Output), draft.Output, 0, MaxOutput);
        CheckRange(findings, nameof(RnnAttribute.Projection), draft.Projection, 0, MaxHidden);
        RnnSpec resolved = StructureRules.Resolve(draft);
        if (findings.Count > 0 || resolved.Layers < 1)
            return findings;
        int narrowest = Enumerable.Range(0, resolved.Layers).Min(resolved.HiddenOf);
        if (draft.Projection > 0 && draft.Projection >= narrowest)
            findings.Add(Finding.On(nameof(RnnAttribute.Projection), RuleIds.ProjectionTooWide, draft.Projection, narrowest));
        else
            CheckTogether(resolved, findings);
        return findings;
    }

    private static void CheckRequired(RnnDeclaration declaration, List<Finding> findings, string argument, int value, int largest)
    {
        if (declaration.States(argument))
            CheckRange(findings, argument, value, 1, largest);
        else
            findings.Add(Finding.OnClass(RuleIds.SizeMissing, argument));
    }

    private static void CheckRange(List<Finding> findings, string argument, int value, int smallest, int largest)
    {
        if (value < smallest)
            findings.Add(Finding.On(argument, RuleIds.SizeTooSmall, argument, value, smallest));
        else if (value > largest)
            findings.Add(Finding.On(argument, RuleIds.SizeTooLarge, argument, value, largest));
    }

    private static void CheckTogether(RnnSpec draft, List<Finding> findings)
    {
        bool isPlain = draft is { Clip: 0f, RecurrentDropout: 0f, Activation: Activation.Tanh or Activation.Relu, GateActivation: Activation.Sigmoid, StateActivation: Activation.Tanh };
        int tape = isPlain ? TapeVectors : LongTapeVectors;
        long units = Enumerable.Range(0, draft.Layers).Sum(layer => (long)draft.HiddenOf(layer) * draft.Directions);
        long sequence = draft.Steps * Math.Max(Math.Max(draft.Input, draft.Output), tape * units);
        if (sequence > MaxSequence)
            findings.Add(Finding.On(nameof(RnnAttribute.Steps), RuleIds.SequenceTooLarge, sequence, tape, MaxSequence));

        long parameters = Parameters(draft);
        if (parameters > MaxParameters)
        {
            string argument = draft.HiddenSizes.Count > 0 ? nameof(RnnAttribute.HiddenSizes) : nameof(RnnAttribute.Hidden);
            findings.Add(Finding.On(argument, RuleIds.TooManyParameters, parameters, MaxParameters));
        }
    }

    /// <summary>Weights and biases in torch.nn's count, and a dense head with one bias.</summary>
    private static long Parameters(RnnSpec draft)
    {
        long Units(int layer) => draft.HiddenOf(layer);
        long Inputs(int layer) => layer == 0 ? draft.Input : draft.WidthOf(layer - 1);
        long Context(int layer) => draft.Cell == Cell.Jordan ? draft.Output : draft.Projection > 0 ? draft.Projection : Units(layer);
        long Recurrent(int layer) => (Gates(draft) * Units(layer) * (Inputs(layer) + Context(layer) + draft.BiasesOfGate)) + (draft.Projection * Units(layer));
        long Peepholes(int layer) => LstmCell.PeepholeGates(draft).Length * Units(layer) * (draft.Peepholes == Unrolled.Peepholes.Full ? Units(layer) : 1);
        long layers = Enumerable.Range(0, draft.Layers).Sum(layer => draft.Directions * (Recurrent(layer) + Peepholes(layer)));
        return layers + (draft.HasHead ? draft.Output * (draft.FeatureSize + 1L) : 0);
    }

    /// <summary>Gates of the cell; one that is not defined is counted as the largest there is.</summary>
    private static int Gates(RnnSpec draft) =>
        Enum.IsDefined(typeof(Cell), draft.Cell) ? CellCatalog.Find(draft.Cell).Gates(draft).Length : 4;
}
