using System;
using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Losses in double precision by their textbook definitions, and their derivatives by what the head's graph gives them.</summary>
internal static class ReferenceLoss
{
    /// <summary>The probabilities of logits.</summary>
    public static double[] Softmax(double[] logits)
    {
        double largest = logits.Max();
        double[] exponentials = [.. logits.Select(z => Math.Exp(z - largest))];
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    /// <summary>The summed loss of one output vector and its derivative by what the head gives to the loss.</summary>
    public static (double Loss, double[] Adjoint) Of(RnnSpec spec, double[] headOutput, double[] target) => spec.Loss switch
    {
        Loss.CrossEntropy => CrossEntropy(headOutput, ClassTargets(spec, target)),
        Loss.BinaryCrossEntropy => BinaryCrossEntropy(headOutput, target),
        _ when spec.OutputActivation == Activation.Softmax => OfSoftmax(spec, headOutput, target),
        _ => OfOutput(spec, headOutput, target),
    };

    /// <summary>What one output vector counts in the mean: its elements, 1, or the weights of its classes.</summary>
    public static double Terms(RnnSpec spec, double[] target) => spec.Loss != Loss.CrossEntropy ? target.Length
        : spec.ClassWeights.Count == 0 ? 1
        : target.Zip(spec.ClassWeights, (t, w) => t * w).Sum();

    private static double[] ClassTargets(RnnSpec spec, double[] target) =>
        [.. target.Select((t, i) => (spec.ClassWeights.Count > 0 ? spec.ClassWeights[i] : 1) * (((1 - (double)spec.LabelSmoothing) * t) + ((double)spec.LabelSmoothing / target.Length)))];

    private static (double, double[]) OfOutput(RnnSpec spec, double[] y, double[] target) =>
        spec.Loss == Loss.Huber ? Huber(y, target, spec.HuberDelta) : SquaredError(y, target);

    private static (double, double[]) SquaredError(double[] y, double[] target) =>
        (y.Zip(target, (a, t) => (a - t) * (a - t)).Sum(), [.. y.Zip(target, (a, t) => 2 * (a - t))]);

    private static (double, double[]) Huber(double[] y, double[] target, double delta)
    {
        double[] d = [.. y.Zip(target, (a, t) => a - t)];
        double loss = d.Sum(e => Math.Abs(e) <= delta ? e * e / 2 : delta * (Math.Abs(e) - (delta / 2)));
        return (loss, [.. d.Select(e => Math.Abs(e) <= delta ? e : delta * Math.Sign(e))]);
    }

    private static (double, double[]) OfSoftmax(RnnSpec spec, double[] logits, double[] target)
    {
        double[] p = Softmax(logits);
        (double loss, double[] dp) = OfOutput(spec, p, target);
        double[] adjoint = [.. Enumerable.Range(0, p.Length).Select(i => Enumerable.Range(0, p.Length).Sum(j => dp[j] * p[j] * ((i == j ? 1 : 0) - p[i])))];
        return (loss, adjoint);
    }

    private static (double, double[]) CrossEntropy(double[] logits, double[] target)
    {
        double[] p = Softmax(logits);
        double total = target.Sum();
        return (-p.Zip(target, (a, t) => t * Math.Log(a)).Sum(), [.. p.Zip(target, (a, t) => (a * total) - t)]);
    }

    private static (double, double[]) BinaryCrossEntropy(double[] logits, double[] target)
    {
        double[] p = [.. logits.Select(z => 1 / (1 + Math.Exp(-z)))];
        double loss = -p.Zip(target, (a, t) => (t * Math.Log(a)) + ((1 - t) * Math.Log(1 - a))).Sum();
        return (loss, [.. p.Zip(target, (a, t) => a - t)]);
    }
}
