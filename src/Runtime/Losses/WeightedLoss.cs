using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// A loss whose output vectors count by weights: the sum of weight times loss, over the sum of weight times terms. A weight of 0 takes a vector
/// out altogether: whatever its outputs and targets are, NaN included, it adds nothing, and its adjoint is 0. That is how padded steps are masked.
/// </summary>
/// <remarks>
/// Weights are one a step, [steps], the same for all sequences, or [batch, steps]; none at all means that all vectors count alike. Optimised at the first
/// call, as the kernels that call it are.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightedLoss
{
    /// <summary>Checks that there is a weight for each step, or for each step of each sequence, or none; and that all are finite and not below 0.</summary>
    /// <param name="weights">[steps], [batch, steps] or empty.</param>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="steps">Output vectors of one sequence.</param>
    /// <param name="argument">The argument's name.</param>
    /// <exception cref="ArgumentException">The length or a weight is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Check(ReadOnlySpan<float> weights, int batch, int steps, string argument)
    {
        if (weights.Length != 0 && weights.Length != steps && weights.Length != (long)batch * steps)
        {
            throw new ArgumentException(
                $"{argument} has {weights.Length} floats; it must have {steps}, the shape being [{steps}], or {(long)batch * steps}, the shape being "
                + $"[{batch}, {steps}].",
                argument);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException($"{argument} holds {weights[i]} at element {i}; weights must be finite and not below zero.", argument);
        }
    }

    /// <summary>The weights of consecutive sequences of a batch: a part of those that each has for itself, or those that all share, or none.</summary>
    /// <param name="weights">[steps], [batch, steps] or empty.</param>
    /// <param name="steps">Output vectors of one sequence.</param>
    /// <param name="first">The first sequence.</param>
    /// <param name="count">How many.</param>
    internal static ReadOnlySpan<float> OfSequences(ReadOnlySpan<float> weights, int steps, int first, int count) =>
        weights.Length > steps ? weights.Slice(first * steps, count * steps) : weights;

    /// <summary>What the weighted sum of a batch is divided by to be a mean; 0 where nothing counts.</summary>
    /// <param name="targets">[batch, steps, width].</param>
    /// <param name="weights">[steps], [batch, steps] or empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Terms<TLoss>(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
        where TLoss : struct, ILossFunction
    {
        if (weights.IsEmpty)
            return TLoss.Terms(targets);

        double terms = 0;
        for (int row = 0; row < targets.Length / TLoss.Width; row++)
        {
            float weight = weights[row % weights.Length];
            terms += weight == 0 ? 0 : weight * TLoss.Terms(targets.Slice(row * TLoss.Width, TLoss.Width));
        }

        return terms;
    }

    /// <summary>The same, and 1 where nothing counts: the mean of nothing is 0.</summary>
    /// <param name="targets">[batch, steps, width].</param>
    /// <param name="weights">[steps], [batch, steps] or empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Divisor<TLoss>(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
        where TLoss : struct, ILossFunction
    {
        double terms = Terms<TLoss>(targets, weights);
        return terms == 0 ? 1 : terms;
    }

    /// <summary>The weighted sum of the loss over some sequences of a batch, and <paramref name="scale"/> times its derivative.</summary>
    /// <param name="outputs">[sequences, steps, width].</param>
    /// <param name="targets">[sequences, steps, width].</param>
    /// <param name="adjoint">[sequences, steps, width] or empty.</param>
    /// <param name="weights">Those of the whole batch: [steps], [batch, steps] or empty.</param>
    /// <param name="firstRow">Output vectors of the batch before the first of these.</param>
    /// <param name="scale">Factor of the adjoint.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum<TLoss>(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, ReadOnlySpan<float> weights, int firstRow, float scale)
        where TLoss : struct, ILossFunction
    {
        if (weights.IsEmpty)
            return TLoss.Sum(outputs, targets, adjoint, scale);

        double sum = 0;
        for (int row = 0; row < outputs.Length / TLoss.Width; row++)
        {
            float weight = weights[(firstRow + row) % weights.Length];
            Span<float> rowAdjoint = adjoint.IsEmpty ? adjoint : adjoint.Slice(row * TLoss.Width, TLoss.Width);
            if (weight == 0)
            {
                rowAdjoint.Clear();
                continue;
            }

            sum += weight * TLoss.Sum(
                outputs.Slice(row * TLoss.Width, TLoss.Width), targets.Slice(row * TLoss.Width, TLoss.Width), rowAdjoint, weight * scale);
        }

        return sum;
    }
}
