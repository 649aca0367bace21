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
public static partial class Losses
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
    /// Huber's loss (Huber 1964, by the definition of torch.nn.HuberLoss), quadratic near zero and linear far from it: with d = y - t,
    /// <c>d^2 / 2</c> where <c>|d| &lt;= delta</c>, else <c>delta (|d| - delta / 2)</c>; adjoint <c>d</c>, held within ±delta.
    /// </summary>
    /// <param name="outputs">y, [rows, width].</param>
    /// <param name="targets">t, [rows, width].</param>
    /// <param name="adjoint">[rows, width] or empty.</param>
    /// <param name="delta">Where the loss turns linear, above 0.</param>
    /// <param name="scale">Factor of the adjoint, such as 1 / elements for a mean.</param>
    /// <exception cref="ArgumentException">The spans' lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not above zero.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Huber(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, float delta, float scale)
    {
        if (!(delta > 0))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be above zero.");
        CheckLengths(outputs.Length, targets.Length, adjoint.Length);
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = (double)outputs[i] - targets[i];
            double size = Math.Abs(difference);
            sum += size <= delta ? difference * difference / 2 : delta * (size - (delta / 2.0));
            if (!adjoint.IsEmpty)
                adjoint[i] = (float)(scale * Math.Clamp(difference, -delta, delta));
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

    private static void CheckLengths(int outputs, int targets, int adjoint)
    {
        if (targets != outputs)
            throw new ArgumentException($"{targets} values; needs {outputs}, one for each output.", nameof(targets));
        if (adjoint != 0 && adjoint != outputs)
            throw new ArgumentException($"{adjoint} values; needs {outputs}, one for each output, or none.", nameof(adjoint));
    }
}
