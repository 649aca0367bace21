using System;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <content>The cross-entropy, plain and with its options: one row's computation, over targets as they are given or as options change them.</content>
public static partial class Losses
{
    /// <summary>What a row's loss multiplies a class's negative logarithm by.</summary>
    private interface IClassTargets
    {
        public double Of(float target, int index);
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
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, int width, float scale) =>
        CrossEntropyOfRows(logits, targets, adjoint, width, default(TargetsAsGiven), scale);

    /// <summary>
    /// Cross-entropy with label smoothing and class weights: that of the targets <c>w_j ((1 - s) t_j + s / width)</c>.
    /// </summary>
    /// <param name="logits">z, [rows, width].</param>
    /// <param name="targets">t, one-hot or probabilities, [rows, width].</param>
    /// <param name="adjoint">[rows, width] or empty.</param>
    /// <param name="width">Number of classes.</param>
    /// <param name="options">s and w.</param>
    /// <param name="scale">Factor of the adjoint, such as 1 / <see cref="WeightOfClasses"/> for a weighted mean.</param>
    /// <exception cref="ArgumentException">
    /// The spans' lengths differ or are no multiple of <paramref name="width"/>, or there is not one weight for each class.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not positive.</exception>
    public static double CrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, int width, ClassOptions options, float scale)
    {
        if (!options.ClassWeights.IsEmpty && options.ClassWeights.Length != width)
            throw new ArgumentException($"{options.ClassWeights.Length} class weights; needs {width}, one for each class, or none.", nameof(options));
        return CrossEntropyOfRows(logits, targets, adjoint, width, new TargetsByOptions(options, width), scale);
    }

    /// <summary>
    /// The sum over rows and classes of <c>w_j t_j</c>, by which class weights make a weighted mean: of one-hot targets the weights of the right
    /// classes, which is what torch.nn.CrossEntropyLoss divides by where targets are class indices.
    /// </summary>
    /// <param name="targets">t, [rows, classes].</param>
    /// <param name="classWeights">w, [classes].</param>
    public static double WeightOfClasses(ReadOnlySpan<float> targets, ReadOnlySpan<float> classWeights)
    {
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += (double)classWeights[i % classWeights.Length] * targets[i];
        return sum;
    }

    private static double CrossEntropyOfRows<TTargets>(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, int width, TTargets rule, float scale)
        where TTargets : struct, IClassTargets, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        CheckLengths(logits.Length, targets.Length, adjoint.Length);
        if (logits.Length % width != 0)
            throw new ArgumentException($"{logits.Length} values; needs a multiple of {width}, [rows, {width}].", nameof(logits));

        double sum = 0;
        for (int row = 0; row < logits.Length; row += width)
        {
            sum += CrossEntropyOfRow(
                logits.Slice(row, width), targets.Slice(row, width), adjoint.IsEmpty ? adjoint : adjoint.Slice(row, width), rule, scale);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double CrossEntropyOfRow<TTargets>(
        ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> adjoint, TTargets rule, float scale)
        where TTargets : struct, IClassTargets, allows ref struct
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
            targetSum += rule.Of(targets[j], j);
        }

        double logOthers = Elementary.Log1p(others), loss = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            double target = rule.Of(targets[j], j);
            loss += target * (max - logits[j] + logOthers);
            if (!adjoint.IsEmpty)
                adjoint[j] = (float)(scale * ((Elementary.Exp(logits[j] - max) / (1 + others) * targetSum) - target));
        }

        return loss;
    }

    private readonly struct TargetsAsGiven : IClassTargets
    {
        public double Of(float target, int index) => target;
    }

    private readonly ref struct TargetsByOptions(ClassOptions options, int classes) : IClassTargets
    {
        private readonly ReadOnlySpan<float> _weights = options.ClassWeights;
        private readonly double _kept = 1.0 - options.LabelSmoothing;
        private readonly double _spread = (double)options.LabelSmoothing / classes;

        public double Of(float target, int index) => ((_kept * target) + _spread) * (_weights.IsEmpty ? 1 : _weights[index]);
    }
}
