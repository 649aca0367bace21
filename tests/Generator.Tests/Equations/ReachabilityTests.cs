using Unrolled.Generator.Equations;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class ReachabilityTests
{
    private readonly Value _a;
    private readonly Value _b;
    private readonly Value _square;
    private readonly Value _sum;

    public ReachabilityTests()
    {
        var graph = new Graph();
        _a = graph.Input("a", 2);
        _b = graph.Input("b", 2);
        _square = _a * _a;
        _sum = _square + _b;
        _ = graph.Tanh(_sum);
    }

    [Fact]
    public void Everything_that_a_result_is_computed_from_is_reached_in_the_order_of_computation_and_once()
    {
        Assert.Equal([_a, _b, _square, _sum], Reachability.Of([_sum, _square]));
        Assert.Equal([_a, _square], Reachability.Of([_square]));
        Assert.Empty(Reachability.Of([]));
    }

    [Fact]
    public void What_does_not_open_is_reached_without_its_operands() =>
        Assert.Equal([_b, _square, _sum], Reachability.Of([_sum], value => value != _square));
}
