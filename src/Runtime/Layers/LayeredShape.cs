using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>A loss with its adjoint: <c>WeightedLoss.Sum</c> of the declared one.</summary>
/// <param name="outputs">What the model gives, or the logits of it.</param>
/// <param name="targets">What it should give.</param>
/// <param name="adjoint">As long as the outputs, overwritten; or empty.</param>
/// <param name="lossWeights">Weights of the whole batch, or none.</param>
/// <param name="firstRow">Output vectors of the batch before the first of these.</param>
/// <param name="scale">Factor of the adjoint.</param>
/// <returns>The sum of the loss.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate double LossSum(
    ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, ReadOnlySpan<float> lossWeights, int firstRow, float scale);

/// <summary>What a summed loss is divided by: <c>WeightedLoss.Terms</c> of the declared one.</summary>
/// <param name="targets">What the model should give.</param>
/// <param name="lossWeights">Weights of these, or none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate double LossTerms(ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights);

/// <summary>How a model is composed of layers.</summary>
/// <param name="Directions">1, or 2 where each layer reads the sequence both ways.</param>
/// <param name="IsReversed">Whether the sequence is read from its end.</param>
/// <param name="Merge">How the outputs of two directions become one vector.</param>
/// <param name="IsResidual">Whether each layer above the first adds its input to its output.</param>
/// <param name="HasSoftmax">Whether predictions are softmaxes of what the head gives.</param>
/// <param name="IsLossOfSoftmax">Whether the loss reads the softmax too, not the logits.</param>
/// <param name="HasLengths">Whether sequences may be shorter than declared.</param>
/// <param name="RepeatsLastOutput">Whether the outputs behind a shorter sequence are its last one; else zeros.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayeredShape(
    int Directions, bool IsReversed, DirectionMerge Merge, bool IsResidual, bool HasSoftmax, bool IsLossOfSoftmax, bool HasLengths, bool RepeatsLastOutput)
{
    /// <summary>The probability with which an element of what a layer reads of the one below is dropped in training.</summary>
    public float Dropout { get; init; }

    /// <summary>The states that sequences begin with where they are parameters, the last of all; null where sequences begin at zero.</summary>
    public StateLayout? LearnedStates { get; init; }

    /// <summary>The probability with which an element of a state is dropped in training as recurrent products read it.</summary>
    public float RecurrentDropout { get; init; }
}
