using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests.Losses;

public class WeightedLossTests
{
    private static readonly float[] s_outputs = [1, 2, 3, 4, 5, 6, 7, 8], s_targets = [0, 0, 1, 1, 2, 2, 3, 3];

    [Fact]
    public void A_weight_multiplies_loss_and_adjoint_of_its_row_and_repeats_over_sequences()
    {
        float[] perStep = [0.5f, 2f], perRow = [0.5f, 2f, 0.5f, 2f];
        var adjoint = new float[8];
        double sum = WeightedLoss.Sum<Pairs>(s_outputs, s_targets, adjoint, perStep, 0, 0.25f);

        Assert.Equal((0.5 * 5) + (2 * 13) + (0.5 * 25) + (2 * 41), sum);
        Assert.Equal(s_outputs.Select((y, i) => 2 * 0.25f * perRow[i / 2] * (y - s_targets[i])), adjoint);
        Assert.Equal(sum, WeightedLoss.Sum<Pairs>(s_outputs, s_targets, [], perRow, 0, 0.25f));
        Assert.Equal(10, WeightedLoss.Terms<Pairs>(s_targets, perStep));
        Assert.Equal(8, WeightedLoss.Terms<Pairs>(s_targets, []));
    }

    [Fact]
    public void A_later_part_of_a_batch_reads_its_own_weights()
    {
        float[] weights = [1, 2, 3, 4];
        Assert.Equal((3 * 25) + (4 * 41), WeightedLoss.Sum<Pairs>(s_outputs.AsSpan(4), s_targets.AsSpan(4), [], weights, 2, 1));
    }

    [Fact]
    public void What_has_no_weight_counts_nothing_even_if_it_is_NaN()
    {
        float[] outputs = [1, 2, float.NaN, float.NaN], targets = [0, 0, float.NaN, 0], adjoint = [9, 9, 9, 9];

        Assert.Equal(5, WeightedLoss.Sum<Pairs>(outputs, targets, adjoint, [1f, 0f], 0, 1));
        Assert.Equal([2f, 4f, 0f, 0f], adjoint);
        Assert.Equal(2, WeightedLoss.Terms<Pairs>(targets, [1f, 0f]));
        Assert.Equal(0, WeightedLoss.Terms<Pairs>(targets, [0f, 0f]));
        Assert.Equal(1, WeightedLoss.Divisor<Pairs>(targets, [0f, 0f]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Weights_are_none_or_one_a_step_or_one_a_step_of_each_sequence(int length) =>
        WeightedLoss.Check(new float[length], 2, 3, "lossWeights");

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        var error = Assert.Throws<ArgumentException>("lossWeights", () => WeightedLoss.Check(new float[4], 2, 3, "lossWeights"));
        Assert.StartsWith("lossWeights has 4 floats; it must have 3, the shape being [3], or 6, the shape being [2, 3].", error.Message, StringComparison.Ordinal);
        foreach (float wrong in new[] { -1, float.NaN, float.PositiveInfinity })
            Assert.Throws<ArgumentException>("lossWeights", () => WeightedLoss.Check([1, wrong, 1], 2, 3, "lossWeights"));
    }

    /// <summary>The squared error of vectors of two.</summary>
    private readonly struct Pairs : ILossFunction
    {
        public static int Width => 2;

        public static double Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, float scale) =>
            Unrolled.Losses.MeanSquaredError(outputs, targets, adjoint, scale);

        public static double Terms(ReadOnlySpan<float> targets) => targets.Length;
    }
}
