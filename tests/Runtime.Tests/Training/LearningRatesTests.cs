using System;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class LearningRatesTests
{
    [Fact]
    public void Steps_drop_after_every_so_many_epochs()
    {
        Func<int, float> rate = LearningRates.Step(0.1f, every: 2, factor: 0.5f);
        Assert.Equal([0.1f, 0.1f, 0.05f, 0.05f, 0.025f], [rate(1), rate(2), rate(3), rate(4), rate(5)]);
    }

    [Fact]
    public void A_cosine_falls_from_the_initial_to_the_final_rate()
    {
        Func<int, float> rate = LearningRates.Cosine(0.1f, epochs: 101, final: 0.01f);
        for (int epoch = 1; epoch <= 101; epoch++)
            Assert.Equal(0.01 + (0.09 * (1 + Math.Cos(Math.PI * (epoch - 1) / 100)) / 2), rate(epoch), 1e-8);
        Assert.Equal([0.1f, 0.01f, 0.01f], [rate(1), rate(101), rate(200)]);
        Assert.Equal(0.1f, LearningRates.Cosine(0.1f, epochs: 1)(1));
    }

    [Fact]
    public void Rates_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("initial", () => LearningRates.Step(0, 1, 0.5f));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => LearningRates.Step(1, 0, 0.5f));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRates.Step(1, 1, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => LearningRates.Cosine(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("final", () => LearningRates.Cosine(1, 1, -1));
    }
}
