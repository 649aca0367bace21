using System;
using System.Linq;
using Xunit;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>The error analysis against arithmetic in floats.</summary>
public sealed class RoundedTests
{
    [Fact]
    public void Sums_of_products_in_floats_are_as_far_off_as_it_says()
    {
        var random = new RandomNumbers(5);
        double worst = Enumerable.Range(0, 2000).Max(_ =>
        {
            float[] a = random.Uniform(20, 1);
            float[] b = random.Uniform(20, 1);
            float sum = 0;
            Rounded exact = 0;
            foreach ((float x, float y) in a.Zip(b))
            {
                sum += x * y;
                exact += (Rounded)x * y;
            }

            return Math.Abs(sum - exact.Value) / exact.Error;
        });
        Assert.InRange(worst, 0.1, 1);
    }

    [Fact]
    public void A_difference_that_cancels_keeps_the_error_of_its_terms()
    {
        Rounded sum = (Rounded)(1f / 3) + (1f / 7);
        Rounded difference = sum - (1f / 3) - (1f / 7);

        Assert.Equal(0, difference.Value, 1e-15);
        Assert.True(difference.Error > sum.Error);
        Assert.InRange(Math.Abs(((1f / 3) + (1f / 7)) - (1f / 3) - (1f / 7)), 1e-9, difference.Error);
    }

    [Fact]
    public void The_derivative_of_a_saturated_unit_is_as_uncertain_as_its_square()
    {
        Rounded y = Rounded.Tanh(4);
        Rounded derivative = 1 - (y * y);

        Assert.InRange(derivative.Error / y.Error, 1, 3);
        Assert.True(derivative.Error / derivative.Value > 1e-4);
    }

    [Fact]
    public void A_choice_that_rounding_can_turn_over_may_be_either()
    {
        Rounded nearly = Rounded.ToFloat(1) - 1 + 1e-9;
        Rounded surely = 1e-9;

        Assert.True(Rounded.WhereAbove(0, nearly, 5, 3).Error >= 2);
        Assert.Equal(new Rounded(5, 0), Rounded.WhereAbove(0, surely, 5, 3));
        Assert.Equal(new Rounded(3, 0), Rounded.WhereAbove(0, -surely, 5, 3));
        Assert.Equal(new Rounded(0, 0), Rounded.Relu(-1));
        Assert.Equal(nearly.Variance, Rounded.Relu(nearly).Variance);
    }
}
