using System;
using Unrolled.Numerics;
using Xunit;

namespace Unrolled.Runtime.Tests.Numerics;

public class ElementaryTests
{
    [Fact]
    public void Exp_is_as_accurate_as_documented()
    {
        for (double x = -690; x <= 700; x += 0.0137)
            Assert.InRange((Elementary.Exp(x) / Math.Exp(x)) - 1, -1e-15, 1e-15);
    }

    [Fact]
    public void Exp_is_exact_at_its_ends()
    {
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(0, Elementary.Exp(-701));
        Assert.Equal(0, Elementary.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(710));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Exp(double.NaN)));
    }

    [Fact]
    public void Log1p_is_as_accurate_as_documented()
    {
        for (double x = 1e-300; x < 1e300; x *= 1.0137)
        {
            // Below 1e-5 three terms of the series around 0 are exact to double.
            double expected = x < 1e-5 ? x * (1 - (x * (0.5 - (x / 3)))) : Math.Log(1 + x) + Compensation(x);
            Assert.InRange((Elementary.Log1p(x) / expected) - 1, -1e-15, 1e-15);
        }
    }

    [Fact]
    public void Log1p_is_exact_at_its_ends()
    {
        Assert.Equal(0, Elementary.Log1p(0));
        Assert.Equal(double.PositiveInfinity, Elementary.Log1p(double.PositiveInfinity));
        Assert.True(double.IsNaN(Elementary.Log1p(double.NaN)));
    }

    // ln(1 + x) - ln(fl(1 + x)) to first order: what rounding 1 + x takes from the argument.
    private static double Compensation(double x)
    {
        double sum = 1 + x;
        double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
        return lost / sum;
    }
}
