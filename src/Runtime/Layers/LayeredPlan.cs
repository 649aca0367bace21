using System;
using System.Linq;

namespace Unrolled;

/// <summary>Where everything of some sequences stands in the workspace while they pass through the layers, in floats from its start.</summary>
internal sealed class LayeredPlan
{
    /// <summary>Instead of a place: the memory is the caller's.</summary>
    public const int External = -1;

    /// <summary>Floats of a cache line, at which every part begins.</summary>
    private const int Alignment = 16;

    /// <summary>Lays out the workspace.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">Sequences at a time.</param>
    /// <param name="isTraining">Whether there are tapes and adjoints, and the outputs are no one's but the loss's.</param>
    public LayeredPlan(LayeredModel model, int sequences, bool isTraining)
    {
        Sequences = sequences;
        IsTraining = isTraining;
        LayerKernels[] layers = model.Layers;
        int directions = model.Shape.Directions;
        int[] Each(Func<int, int> take) => [.. Enumerable.Range(0, layers.Length).Select(take)];
        int[] Both(Func<int> take) => [.. Enumerable.Range(0, directions).Select(_ => take())];

        Inputs = Each(l => l > 0 || model.Shape.IsReversed ? Take(sequences * layers[l].Shape.InputLength) : External);
        bool hasDropout = isTraining && model.Shape.Dropout > 0;
        DroppedInputs = Each(l => l > 0 && hasDropout ? Take(sequences * layers[l].Shape.InputLength) : External);
        Mask = hasDropout ? Take(layers.Max(l => l.Shape.InputSize)) : External;
        ReversedInputs = Each(l => directions > 1 ? Take(sequences * layers[l].Shape.InputLength) : External);
        Outputs = [.. layers.Select((layer, l) => model.Composes(l) ? Both(() => Take(sequences * layer.Shape.OutputLength)) : [External])];
        Features = model.Head is { } head ? Take(sequences * model.OutputSteps * head.InputSize) : External;
        Records = isTraining
            ? [.. layers.Select(layer => Both(() => Take(sequences * layer.Shape.SequenceRecords)))]
            : [.. Enumerable.Repeat(Enumerable.Repeat(Take(layers.Max(l => l.Shape.InferenceScratch)), directions).ToArray(), layers.Length)];
        if (isTraining)
        {
            Result = Take(sequences * model.OutputLength);
            ResultAdjoint = Take(sequences * model.OutputLength);
            FeatureAdjoint = model.Head is null ? External : Take(sequences * model.OutputSteps * model.Head.InputSize);
            InputAdjoints = Each(l => Take(sequences * layers[l].Shape.InputLength));
            ReversedInputAdjoint = directions > 1 ? Take(sequences * layers.Max(l => l.Shape.InputLength)) : External;
            OutputAdjoints = Both(() => directions > 1 ? Take(sequences * layers.Max(l => l.Shape.OutputLength)) : External);
            StateAdjoints = Take(layers.Max(l => l.Shape.Rows * 2 * l.Shape.AdjointRecord));
            Gradients = Take(model.GradientLength);
            InputWeights = Take(directions * layers[0].Shape.InputPackedLength);
        }
    }

    /// <summary>Sequences at a time.</summary>
    public int Sequences { get; }

    /// <summary>Whether there are tapes and adjoints.</summary>
    public bool IsTraining { get; }

    /// <summary>Floats of the whole.</summary>
    public int Length { get; private set; }

    /// <summary>The input of each layer, [sequences, steps, input].</summary>
    public int[] Inputs { get; }

    /// <summary>The same with elements dropped; the input itself is what a residual layer adds.</summary>
    public int[] DroppedInputs { get; }

    /// <summary>The mask of one sequence between two layers, [input].</summary>
    public int Mask { get; }

    /// <summary>What the layer reads from the end, for the backward direction.</summary>
    public int[] ReversedInputs { get; }

    /// <summary>What the kernels of each layer and direction give, where something is to be made of it before it goes up.</summary>
    public int[][] Outputs { get; }

    /// <summary>What the head reads, [sequences, output steps, features].</summary>
    public int Features { get; }

    /// <summary>The records of each layer and direction.</summary>
    public int[][] Records { get; }

    /// <summary>What the loss reads, [sequences, output length].</summary>
    public int Result { get; }

    /// <summary>Its adjoint.</summary>
    public int ResultAdjoint { get; }

    /// <summary>The adjoint of <see cref="Features"/>.</summary>
    public int FeatureAdjoint { get; }

    /// <summary>The adjoint of the input of each layer.</summary>
    public int[] InputAdjoints { get; } = [];

    /// <summary>What the backward direction adds to it, from the end.</summary>
    public int ReversedInputAdjoint { get; }

    /// <summary>The adjoints of the outputs of two directions.</summary>
    public int[] OutputAdjoints { get; } = [];

    /// <summary>The adjoints of the states.</summary>
    public int StateAdjoints { get; }

    /// <summary>The packed gradients of all weights.</summary>
    public int Gradients { get; }

    /// <summary>The weights for the adjoints of the model's own inputs, packed when they are asked for.</summary>
    public int InputWeights { get; }

    private int Take(int floats)
    {
        int start = Length;
        Length = checked(Length + ((floats + Alignment - 1) / Alignment * Alignment));
        return start;
    }
}
