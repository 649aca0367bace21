using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class Xoshiro256Tests
{
    [Fact]
    public void Bits_are_those_of_the_published_algorithm()
    {
        // From a transcription of the authors' reference code into Python's unbounded integers.
        var random = new Xoshiro256(0);
        ulong[] expected = [0x99EC5F36CB75F2B4, 0xBF6E1F784956452A, 0x1A5F849D4933E6E0, 0x6AA594F1262D2D2C];
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(_ => random.Next()));
    }

    [Fact]
    public void Whole_numbers_below_a_bound_are_uniform()
    {
        var random = new Xoshiro256(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.NextInt(6)]++;

        // Chi-squared with five degrees of freedom stays below 20.5 in 999 of 1000 such draws.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 20.5);
    }

    [Fact]
    public void Fractions_fill_the_unit_interval()
    {
        var random = new Xoshiro256(2);
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble())];
        Assert.InRange(draws.Min(), 0, 0.001);
        Assert.InRange(draws.Max(), 0.999, 1 - 1e-16);
        Assert.InRange(draws.Average(), 0.49, 0.51);
    }

    [Fact]
    public void A_shuffle_is_a_permutation_and_each_is_as_likely()
    {
        var random = new Xoshiro256(3);
        int[] counts = new int[27];
        for (int i = 0; i < 6_000; i++)
        {
            int[] items = [0, 1, 2];
            random.Shuffle(items);
            Assert.Equal([0, 1, 2], items.Order());
            counts[(items[0] * 9) + (items[1] * 3) + items[2]]++;
        }

        Assert.Equal(6, counts.Count(count => count > 0));
        Assert.All(counts.Where(count => count > 0), count => Assert.InRange(count, 870, 1130));
    }
}
