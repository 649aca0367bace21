using System;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class ParameterLayoutTests
{
    private static readonly ParameterInfo s_weight = new("w", ParameterRole.InputWeight, 4, 3, "ab", 2);
    private static readonly ParameterInfo s_bias = new("b", ParameterRole.InputBias, 4, 0, "ab", 2);

    [Fact]
    public void Tensors_lie_one_after_the_other()
    {
        var layout = new ParameterLayout(s_weight, s_bias);

        Assert.Equal([0, 12], [layout.OffsetOf(0), layout.OffsetOf(1)]);
        Assert.Equal(16, layout.Length);
        Assert.Equal(1, layout.IndexOf("b"));
    }

    [Fact]
    public void Layouts_match_by_value_and_order()
    {
        Assert.True(new ParameterLayout(s_weight, s_bias).Matches(new ParameterLayout(s_weight with { }, s_bias)));
        Assert.False(new ParameterLayout(s_weight, s_bias).Matches(new ParameterLayout(s_bias, s_weight)));
        Assert.False(new ParameterLayout(s_weight).Matches(new ParameterLayout(s_weight, s_bias)));
    }

    [Fact]
    public void What_is_no_parameter_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ParameterLayout(s_weight, s_weight with { Columns = 5 }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(s_weight with { Rows = 0 }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(s_weight with { Rows = 5 }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(s_weight with { Columns = -1 }));
        Assert.Throws<ArgumentException>(() => new ParameterLayout(s_weight with { FanIn = 0 }));
    }
}
