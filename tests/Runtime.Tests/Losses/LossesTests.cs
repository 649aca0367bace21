using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests.Losses;

public class LossesTests
{
    private const int Rows = 5, Width = 3;
    private const float Scale = 0.25f;
    private static readonly float[] s_classWeights = [0.5f, 0f, 2f];

    public delegate double LossFunction(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, float scale);

    // Each loss beside its textbook formula in double, and targets of the kind it takes.
    public static TheoryData<string> Names => ["squared error", "Huber", "binary cross-entropy", "cross-entropy", "cross-entropy with options"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sum_is_that_of_the_textbook_formula(string name)
    {
        var (loss, formula) = Of(name);
        var (outputs, targets) = Example(name);
        double expected = formula([.. outputs.Select(y => (double)y)], targets);
        Assert.Equal(expected, loss(outputs, targets, [], Scale), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoint_is_the_derivative_by_central_differences(string name)
    {
        var (loss, formula) = Of(name);
        var (outputs, targets) = Example(name);
        var adjoint = new float[outputs.Length];

        double sum = loss(outputs, targets, adjoint, Scale);

        Assert.Equal(loss(outputs, targets, [], Scale), sum);
        for (int i = 0; i < outputs.Length; i++)
        {
            const double step = 1e-5;
            double[] plus = [.. outputs.Select(y => (double)y)], minus = [.. plus];
            plus[i] += step;
            minus[i] -= step;
            Assert.Equal(Scale * (formula(plus, targets) - formula(minus, targets)) / (2 * step), adjoint[i], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Adjoint_may_overwrite_the_outputs(string name)
    {
        var (loss, _) = Of(name);
        var (outputs, targets) = Example(name);
        var adjoint = new float[outputs.Length];
        double sum = loss(outputs, targets, adjoint, Scale);

        Assert.Equal(sum, loss(outputs, targets, outputs, Scale));
        Assert.Equal(adjoint, outputs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        var (loss, _) = Of(name);
        var (outputs, targets) = Example(name);
        var adjoint = new float[outputs.Length];
        loss(outputs, targets, adjoint, Scale);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            loss(outputs, targets, adjoint, Scale);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_lengths_are_refused_before_anything_is_written(string name)
    {
        var (loss, _) = Of(name);
        var (outputs, targets) = Example(name);
        var adjoint = new float[outputs.Length];

        var error = Assert.Throws<ArgumentException>("targets", () => loss(outputs, targets.AsSpan(1), adjoint, Scale));
        Assert.StartsWith("14 values; needs 15", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("adjoint", () => loss(outputs, targets, adjoint.AsSpan(1), Scale));
        Assert.All(adjoint, value => Assert.Equal(0, value));
    }

    [Fact]
    public void CrossEntropy_refuses_a_width_that_does_not_fit()
    {
        var values = new float[7];
        Assert.Throws<ArgumentException>("logits", () => Unrolled.Losses.CrossEntropy(values, values, [], 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => Unrolled.Losses.CrossEntropy(values, values, [], 0, 1));
    }

    [Fact]
    public void Extreme_logits_give_finite_losses_and_adjoints()
    {
        float[] logits = [1e4f, -1e4f, 1e4f, -1e4f], targets = [1, 0, 0, 1];
        var adjoint = new float[4];

        Assert.Equal(2e4, Unrolled.Losses.BinaryCrossEntropy(logits, targets, adjoint, 1));
        Assert.Equal([0f, 0f, 1f, -1f], adjoint);

        Assert.Equal(2e4, Unrolled.Losses.CrossEntropy(logits, targets, adjoint, 2, 1));
        Assert.Equal([0f, 0f, 1f, -1f], adjoint);
    }

    [Fact]
    public void A_confident_right_answer_keeps_the_digits_of_its_small_loss()
    {
        double expected = Math.Exp(-60);
        Assert.Equal(1, Unrolled.Losses.BinaryCrossEntropy([60], [1], [], 1) / expected, 1e-14);
        Assert.Equal(1, Unrolled.Losses.CrossEntropy([60, 0], [1, 0], [], 2, 1) / expected, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_shows_in_the_loss_and_in_the_adjoint(string name)
    {
        var (loss, _) = Of(name);
        var (outputs, targets) = Example(name);
        outputs[4] = float.NaN;
        var adjoint = new float[outputs.Length];

        Assert.True(double.IsNaN(loss(outputs, targets, adjoint, Scale)));
        Assert.True(float.IsNaN(adjoint[4]));
        Assert.False(float.IsNaN(adjoint[0]));
    }

    private static (LossFunction Loss, Func<double[], float[], double> Formula) Of(string name) => name switch
    {
        "squared error" => (Unrolled.Losses.MeanSquaredError, (y, t) => y.Zip(t, (yi, ti) => (yi - ti) * (yi - ti)).Sum()),
        "Huber" => ((y, t, adjoint, scale) => Unrolled.Losses.Huber(y, t, adjoint, 1.5f, scale), Huber),
        "binary cross-entropy" => (Unrolled.Losses.BinaryCrossEntropy, BinaryCrossEntropy),
        "cross-entropy" => ((z, t, adjoint, scale) => Unrolled.Losses.CrossEntropy(z, t, adjoint, Width, scale), (z, t) => CrossEntropy(z, t.Select(tj => (double)tj))),
        _ => (
            (z, t, adjoint, scale) => Unrolled.Losses.CrossEntropy(z, t, adjoint, Width, new(0.25f, s_classWeights), scale),
            (z, t) => CrossEntropy(z, t.Select((tj, j) => s_classWeights[j % Width] * ((0.75 * tj) + (0.25 / Width))))),
    };

    private static double Huber(double[] outputs, float[] targets) => outputs.Zip(targets, (y, t) =>
    {
        double size = Math.Abs(y - t);
        return size <= 1.5 ? size * size / 2 : 1.5 * (size - 0.75);
    }).Sum();

    private static double BinaryCrossEntropy(double[] logits, float[] targets) => logits.Zip(targets, (z, t) =>
    {
        double p = 1 / (1 + Math.Exp(-z));
        return (-t * Math.Log(p)) - ((1.0 - t) * Math.Log(1 - p));
    }).Sum();

    private static double CrossEntropy(double[] logits, IEnumerable<double> targets) => logits.Chunk(Width).Zip(targets.Chunk(Width), (z, t) =>
    {
        double sum = z.Sum(Math.Exp);
        return z.Zip(t, (zj, tj) => -tj * Math.Log(Math.Exp(zj) / sum)).Sum();
    }).Sum();

    // Targets in [0, 1]; those of the cross-entropy need not add up to 1, which the derivative must allow for.
    private static (float[] Outputs, float[] Targets) Example(string name)
    {
        var random = new Random(name.Length);
        return ([.. Enumerable.Range(0, Rows * Width).Select(_ => (random.NextSingle() - 0.5f) * 8)],
            [.. Enumerable.Range(0, Rows * Width).Select(_ => random.NextSingle())]);
    }
}
