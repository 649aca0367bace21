using System;
using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Losses in double precision by their textbook definitions, and their derivatives by what the head's graph gives them.</summary>
internal static class ReferenceLoss
{
    /// <summary>The summed loss of one output vector and its derivative by what the head gives to the loss.</summary>
    public static (Rounded Loss, Rounded[] Adjoint) Of(RnnSpec spec, Rounded[] headOutput, Rounded[] target) => spec.Loss switch
    {
        Loss.CrossEntropy => CrossEntropy(headOutput, ClassTargets(spec, target)),
        Loss.BinaryCrossEntropy => BinaryCrossEntropy(headOutput, target),
        _ when spec.OutputActivation == Activation.Softmax => OfSoftmax(spec, headOutput, target),
        _ => OfOutput(spec, headOutput, target),
    };

    /// <summary>What one output vector counts in the mean: its elements, 1, or the weights of its classes.</summary>
    public static Rounded Terms(RnnSpec spec, Rounded[] target) => spec.Loss != Loss.CrossEntropy ? target.Length
        : spec.ClassWeights.Count == 0 ? 1
        : Rounded.Sum(target.Zip(spec.ClassWeights, (t, w) => t * w));

    private static Rounded[] ClassTargets(RnnSpec spec, Rounded[] target) =>
        [.. target.Select((t, i) => (spec.ClassWeights.Count > 0 ? spec.ClassWeights[i] : 1) * (((1 - (double)spec.LabelSmoothing) * t) + ((double)spec.LabelSmoothing / target.Length)))];

    private static (Rounded, Rounded[]) OfOutput(RnnSpec spec, Rounded[] y, Rounded[] target) =>
        spec.Loss == Loss.Huber ? Huber(y, target, spec.HuberDelta) : SquaredError(y, target);

    private static (Rounded, Rounded[]) SquaredError(Rounded[] y, Rounded[] target) =>
        (Rounded.Sum(y.Zip(target, (a, t) => (a - t) * (a - t))), [.. y.Zip(target, (a, t) => 2 * (a - t))]);

    private static (Rounded, Rounded[]) Huber(Rounded[] y, Rounded[] target, double delta)
    {
        Rounded[] d = [.. y.Zip(target, (a, t) => a - t)];
        Rounded loss = Rounded.Sum(d.Select(e => Math.Abs(e.Value) <= delta ? e * e * 0.5 : delta * (Rounded.Abs(e) - (delta / 2))));
        return (loss, [.. d.Select(e => Rounded.Clip(e, -delta, delta))]);
    }

    private static (Rounded, Rounded[]) OfSoftmax(RnnSpec spec, Rounded[] logits, Rounded[] target)
    {
        Rounded[] p = Rounded.Softmax(logits);
        (Rounded loss, Rounded[] dp) = OfOutput(spec, p, target);
        Rounded[] adjoint = [.. Enumerable.Range(0, p.Length).Select(i => Rounded.Sum(p.Select((q, j) => dp[j] * q * ((i == j ? 1 : 0) - p[i]))))];
        return (loss, adjoint);
    }

    private static (Rounded, Rounded[]) CrossEntropy(Rounded[] logits, Rounded[] target)
    {
        Rounded[] p = Rounded.Softmax(logits);
        Rounded total = Rounded.Sum(target);
        Rounded logOfSum = Rounded.LogSumExp(logits);
        return (Rounded.Sum(logits.Zip(target, (z, t) => t * (logOfSum - z))), [.. p.Zip(target, (a, t) => (a * total) - t)]);
    }

    /// <summary>-t log(p) - (1 - t) log(1 - p), where p = sigmoid(z), so that log(p) = -softplus(-z) and log(1 - p) = -softplus(z) however large z is.</summary>
    private static (Rounded, Rounded[]) BinaryCrossEntropy(Rounded[] logits, Rounded[] target)
    {
        Rounded loss = Rounded.Sum(logits.Zip(target, (z, t) => (t * Rounded.Softplus(-z)) + ((1 - t) * Rounded.Softplus(z))));
        return (loss, [.. logits.Zip(target, (z, t) => Rounded.Sigmoid(z) - t)]);
    }
}
