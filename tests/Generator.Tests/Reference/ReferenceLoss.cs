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
        Loss.CrossEntropy => CrossEntropy(headOutput, target),
        Loss.BinaryCrossEntropy => BinaryCrossEntropy(headOutput, target),
        _ when spec.OutputActivation == Activation.Softmax => SquaredErrorOfSoftmax(headOutput, target),
        _ => SquaredError(headOutput, target),
    };

    private static (double, double[]) SquaredError(double[] y, double[] target) =>
        (y.Zip(target, (a, t) => (a - t) * (a - t)).Sum(), [.. y.Zip(target, (a, t) => 2 * (a - t))]);

    private static (double, double[]) SquaredErrorOfSoftmax(double[] logits, double[] target)
    {
        double[] p = Softmax(logits);
        (double loss, double[] dp) = SquaredError(p, target);
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
