using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class GradientsTests
{
    private static Gradients With(params float[] first)
    {
        Gradients gradients = TinyRnn.CreateGradients();
        first.CopyTo(gradients.Accumulator);
        return gradients;
    }

    [Fact]
    public void Start_at_zero_and_clear_to_zero()
    {
        Gradients gradients = TinyRnn.CreateGradients();
        Assert.All(gradients.Values.ToArray(), value => Assert.Equal(0, value));

        gradients["head.bias"].CopyFrom([3]);
        Assert.Equal(3, gradients.Accumulator[^1]);
        gradients.Clear();
        Assert.Equal(0, gradients.Norm());
    }

    [Fact]
    public void Norm_is_over_all_tensors_and_does_not_overflow_on_the_way()
    {
        Gradients gradients = With(3);
        gradients["head.bias"].CopyFrom([-4]);
        Assert.Equal(5, gradients.Norm());
        Assert.Equal(1e30f, With(1e30f).Norm());
    }

    [Fact]
    public void Clip_scales_down_to_the_largest_norm_and_returns_the_norm_before()
    {
        Gradients gradients = With(3, 4);
        Assert.Equal(5, gradients.Clip(0.5f));
        Assert.Equal(0.3f, gradients.Values[0], 1e-6f);
        Assert.Equal(0.4f, gradients.Values[1], 1e-6f);
        Assert.Equal(0.5f, gradients.Norm(), 1e-6f);
    }

    [Fact]
    public void Clip_leaves_short_gradients_alone()
    {
        Gradients gradients = With(3, 4);
        Assert.Equal(5, gradients.Clip(5.1f));
        Assert.Equal([3, 4], gradients.Values[..2].ToArray());
    }

    [Fact]
    public void Clip_leaves_gradients_alone_that_are_not_finite()
    {
        Gradients gradients = With(1, float.PositiveInfinity);
        Assert.Equal(float.PositiveInfinity, gradients.Clip(1));
        Assert.Equal([1, float.PositiveInfinity], gradients.Values[..2].ToArray());
        Assert.Equal("weight_ih_l0", gradients.FindNonFinite()?.Name);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    public void Clip_needs_a_norm_above_zero(float maxNorm) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(maxNorm), () => With(1).Clip(maxNorm));

    [Fact]
    public void Tensors_are_the_parameters_tensors() =>
        Assert.Equal(new TinyRnn().Parameters.Select(p => p.ToString()), TinyRnn.CreateGradients().Select(p => p.ToString()));
}
