using System;
using Unrolled.Generator.Equations;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class GraphTests
{
    private readonly Graph _graph = new();

    [Fact]
    public void Equal_expressions_are_one_value()
    {
        Value a = _graph.Input("a", 3);
        Value b = _graph.Input("b", 3);

        Assert.Same(a, _graph.Input("a", 3));
        Assert.Same(a * b, a * b);
        Assert.Same(1f - (a * b), 1f - (a * b));
        Assert.NotSame(a * b, b * a);
        Assert.NotSame(_graph.Constant(1, 3), _graph.Constant(1, 4));
        Assert.NotSame(_graph.Input("s", 3), _graph.State("s", 3));
    }

    [Fact]
    public void Operands_stand_before_what_is_computed_from_them()
    {
        Value a = _graph.Input("a", 2);
        _ = _graph.Tanh((a * a) + (1f - a));

        Assert.All(_graph.Values, value => Assert.All(value.Operands, operand => Assert.True(operand.Id < value.Id)));
        Assert.All(_graph.Values, value => Assert.Same(value, _graph.Values[value.Id]));
    }

    [Fact]
    public void An_elementwise_operator_of_two_lengths_is_refused_with_both() =>
        Refuses("Multiply of a (3) and b (4)", () => _graph.Input("a", 3) * _graph.Input("b", 4));

    [Fact]
    public void A_product_whose_vector_does_not_fit_the_columns_is_refused_with_the_lengths() =>
        Refuses("W (2 rows) times x (4)", () => _graph.Affine([(Matrix("W", 2, 3), _graph.Input("x", 4))], []));

    [Fact]
    public void Products_of_different_rows_are_refused() =>
        Refuses("(2 rows) times x (3)", () => _graph.Affine([(Matrix("W", 2, 3), _graph.Input("x", 3)), (Matrix("U", 5, 3), _graph.Input("x", 3))], []));

    [Fact]
    public void A_bias_of_another_length_is_refused_with_both() =>
        Refuses("bias b (5) added to 2 rows", () => _graph.Affine([(Matrix("W", 2, 3), _graph.Input("x", 3))], [_graph.Input("b", 5)]));

    [Fact]
    public void A_transposed_product_whose_vector_does_not_fit_the_rows_is_refused_with_the_lengths() =>
        Refuses("transpose of W (2 rows) times x (3)", () => _graph.TransposedProduct(Matrix("W", 2, 3), _graph.Input("x", 3)));

    [Fact]
    public void Values_of_two_graphs_do_not_meet() =>
        Refuses("Add of values from two graphs", () => _graph.Input("a", 3) + new Graph().Input("b", 3));

    private Value Matrix(string name, int rows, int columns) => _graph.Parameter(name, new ParameterBlock("weight", 0, rows, columns));

    private static void Refuses(string fault, Func<object> build) =>
        Assert.Contains(fault, Assert.Throws<ArgumentException>(build).Message, StringComparison.Ordinal);
}
