using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Loss functions and their adjoints. Each returns the sum of the loss, not the mean, and writes
/// <c>adjoint[i] = scale * d(sum) / d(output i)</c>; an empty adjoint asks for the loss alone. Everything is computed in double and summed
/// in the order of the elements: the same bits on every processor. Nothing is allocated. The adjoint may be the outputs' own memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Losses
{
    /// <summary>Squared error <c>sum_i (y_i - t_i)^2</c>; adjoint <c>2 (y_i - t_i)</c>.</summary>
    /// <param name="outputs">y, [rows, width].</param>
    /// <param name="targets">t, [rows, width].</param>
    /// <param name="adjoint">[rows, width] or empty.</param>
    /// <param name="scale">Factor of the adjoint, such as 1 / elements for a mean.</param>
    /// <exception cref="ArgumentException">The spans' lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double MeanSquaredError(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, float scale)
    {
        CheckLengths(outputs.Length, targets.Length, adjoint.Length);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = (double)outputs[i] - targets[i];
            sum += difference * difference;
            if (!adjoint.IsEmpty)
                adjoint[i] = (float)(2 * scale * difference);
        }

        return sum;
    }

    /// <summary>
    /// Binary cross-entropy of sigmoid outputs, from the logits: <c>-t ln sigmoid(z) - (1 - t) ln(1 - sigmoid(z))</c>, computed as
    /// <c>max(z, 0) - z t + ln(1 + exp(-|z|))</c>, which neither overflows nor takes the logarithm of 0; adjoint <c>sigmoid(z) - t</c>.
    /// </summary>
    /// <param name="logits">z, [rows, width].</param>
    /// <param name="targets">t in [0, 1], [rows, width].</param>
    /// <param name="adjoint">[rows, width] or empty.</param>
    /// <param name="scale">Factor of the adjoint, such as 1 / elements for a mean.</param>
    /// <exception cref="ArgumentException">The spans' lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double BinaryCrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, float scale)
    {
        CheckLengths(logits.Length, targets.Length, adjoint.Length);
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double z = logits[i], t = targets[i];
            double exp = Elementary.Exp(-Math.Abs(z));
            sum += Math.Max(z, 0) - (z * t) + Elementary.Log1p(exp);
            if (!adjoint.IsEmpty)
                adjoint[i] = (float)(scale * (((z < 0 ? exp : 1) / (1 + exp)) - t));
        }

        return sum;
    }

    /// <summary>
    /// Cross-entropy of softmax outputs, from the logits: <c>-sum_j t_j ln softmax(z)_j</c> a row, computed as
    /// <c>sum_j t_j (ln sum_k exp(z_k) - z_j)</c> with the largest logit taken out of the logarithm; adjoint
    /// <c>softmax(z)_j sum_k t_k - t_j</c>, which needs no targets that add up to 1.
    /// </summary>
    /// <param name="logits">z, [rows, width].</param>
    /// <param name="targets">t, one-hot or probabilities, [rows, width].</param>
    /// <param name="adjoint">[rows, width] or empty.</param>
    /// <param name="width">Number of classes.</param>
    /// <param name="scale">Factor of the adjoint, such as 1 / rows for a mean over rows.</param>
    /// <exception cref="ArgumentException">The spans' lengths differ or are no multiple of <paramref name="width"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not positive.</exception>
    public static double CrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, int width, float scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        CheckLengths(logits.Length, targets.Length, adjoint.Length);
        if (logits.Length % width != 0)
            throw new ArgumentException($"{logits.Length} values; needs a multiple of {width}, [rows, {width}].", nameof(logits));

        double sum = 0;
        for (int row = 0; row < logits.Length; row += width)
            sum += CrossEntropyOfRow(
                logits.Slice(row, width), targets.Slice(row, width), adjoint.IsEmpty ? adjoint : adjoint.Slice(row, width), scale);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double CrossEntropyOfRow(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, float scale)
    {
        int largest = 0;
        for (int j = 1; j < logits.Length; j++)
            largest = logits[j] > logits[largest] ? j : largest;
        double max = logits[largest];

        // The others' share is summed apart from the largest logit's 1, so that a confident row's small loss keeps its digits.
        double others = 0, targetSum = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            others += j == largest ? 0 : Elementary.Exp(logits[j] - max);
            targetSum += targets[j];
        }

        double logOthers = Elementary.Log1p(others), loss = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            loss += targets[j] * (max - logits[j] + logOthers);
            if (!adjoint.IsEmpty)
                adjoint[j] = (float)(scale * ((Elementary.Exp(logits[j] - max) / (1 + others) * targetSum) - targets[j]));
        }

        return loss;
    }

    private static void CheckLengths(int outputs, int targets, int adjoint)
    {
        if (targets != outputs)
            throw new ArgumentException($"{targets} values; needs {outputs}, one for each output.", nameof(targets));
        if (adjoint != 0 && adjoint != outputs)
            throw new ArgumentException($"{adjoint} values; needs {outputs}, one for each output, or none.", nameof(adjoint));
    }
}
