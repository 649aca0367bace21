using System;
using System.Linq;
using Unrolled.Numerics;
using Xunit;

namespace Unrolled.Runtime.Tests.Numerics;

public class SoftmaxTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(257)]
    public void Probabilities_are_within_4_ulp_of_the_exact_ones(int count)
    {
        var random = new Random(count);
        for (int trial = 0; trial < 200; trial++)
        {
            float[] logits = [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * (trial + 1))];
            double max = logits.Max();
            double sum = logits.Sum(z => Math.Exp(z - max));

            var probabilities = (float[])logits.Clone();
            Softmax.Apply(ref probabilities[0], count);

            for (int i = 0; i < count; i++)
                Assert.InRange(FloatSweep.Ulps(probabilities[i], Math.Exp(logits[i] - max) / sum), 0, 4);
        }
    }

    [Fact]
    public void Huge_logits_stay_finite()
    {
        float[] values = [1e4f, -1e4f, 3e38f, -3e38f, 3e38f];
        Softmax.Apply(ref values[0], values.Length);
        Assert.Equal([0f, 0f, 0.5f, 0f, 0.5f], values);
    }

    [Fact]
    public void A_logit_of_negative_infinity_has_no_probability()
    {
        float[] values = [float.NegativeInfinity, 2, 2];
        Softmax.Apply(ref values[0], values.Length);
        Assert.Equal([0f, 0.5f, 0.5f], values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void NaN_makes_every_probability_NaN(int where)
    {
        float[] values = [1, 2, 3];
        values[where] = float.NaN;
        Softmax.Apply(ref values[0], values.Length);
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Adjoint_is_the_derivative_by_central_differences(int count)
    {
        var random = new Random(count);
        double[] logits = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 4)];
        float[] weights = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        float[] probabilities = [.. Exact(logits).Select(p => (float)p)];
        var adjoint = (float[])weights.Clone();

        Softmax.Adjoint(ref probabilities[0], ref adjoint[0], count);

        for (int i = 0; i < count; i++)
        {
            const double step = 1e-5;
            double plus = Loss(logits, i, step), minus = Loss(logits, i, -step);
            Assert.Equal((plus - minus) / (2 * step), adjoint[i], 1e-7);
        }

        double Loss(double[] z, int moved, double by)
        {
            var at = (double[])z.Clone();
            at[moved] += by;
            return Exact(at).Zip(weights, (p, w) => p * w).Sum();
        }
    }

    private static double[] Exact(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(z => Math.Exp(z) / sum)];
    }
}
