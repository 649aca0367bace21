using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class GraphVerifierTests
{
    private readonly Graph _graph = new();

    [Fact]
    public void The_equations_of_every_declaration_are_well_formed_before_and_after_differentiation() => Assert.All(Specs.AtHidden(7), spec =>
    {
        StepGraph layer = CellCatalog.Step(spec);
        GraphVerifier.Verify(layer);
        Differentiator.Differentiate(layer, readsOutputAdjoint: true, givesInputAdjoint: true);
        GraphVerifier.Verify(layer);
        GraphVerifier.Verify(Head.Prediction(spec));
        GraphVerifier.Verify(ModelEquations.Of(spec).LossHead);
    });

    [Fact]
    public void A_state_without_a_next_value_is_refused()
    {
        _graph.State("c", 3);

        Refuses("c is a state with 0 next values, and must have one", Step());
    }

    [Fact]
    public void A_state_with_two_next_values_is_refused()
    {
        Value h = _graph.State("h", 3);

        Refuses("h is a state with 2 next values", Step(new StateUpdate("h", h, Named("h", X * X)), new StateUpdate("h", h, X)));
    }

    [Fact]
    public void A_next_value_of_another_length_is_refused() =>
        Refuses("a (4) is the next value of h (3)", Step(new StateUpdate("h", _graph.State("h", 3), _graph.Input("a", 4))));

    [Fact]
    public void A_next_value_of_another_graph_is_refused() =>
        Refuses("is the next value of h and of another graph", Step(new StateUpdate("h", _graph.State("h", 3), new Graph().Input("a", 3))));

    [Fact]
    public void What_is_no_state_cannot_be_the_previous_value_of_one() =>
        Refuses("x is not the state h", Step(new StateUpdate("h", X, X)));

    [Fact]
    public void A_value_of_no_length_is_refused() => Refuses("a has the length 0", _graph.Input("a", 0));

    [Fact]
    public void A_value_that_reads_what_comes_later_is_refused()
    {
        Value late = Raw(Operator.Tanh, 3, X);
        Swap(late.Id, 0);

        Refuses("does not stand at its place in the graph", late);
    }

    [Fact]
    public void A_value_that_reads_another_graph_is_refused() =>
        Refuses("reads a of another graph", Raw(Operator.Tanh, 3, new Graph().Input("a", 3)));

    [Fact]
    public void A_value_that_reads_itself_is_refused()
    {
        var operands = new List<Value>();
        Value loop = Raw(Operator.Tanh, 3, operands);
        operands.Add(loop);

        Refuses("which is computed after it", loop);
    }

    [Theory]
    [InlineData(nameof(Operator.Input), 1)]
    [InlineData(nameof(Operator.Add), 0)]
    public void What_is_given_has_no_operands_and_what_is_computed_has_some(string op, int operands) =>
        Refuses("is given and computed at once, or neither", Raw(Enum.Parse<Operator>(op), 3, [.. Enumerable.Repeat(X, operands)]));

    [Theory]
    [InlineData(nameof(Operator.Add), 1)]
    [InlineData(nameof(Operator.Tanh), 2)]
    [InlineData(nameof(Operator.WherePositive), 3)]
    public void An_operator_has_as_many_operands_as_its_kind(string op, int operands) =>
        Refuses($"is {op} of {operands} operands", Raw(Enum.Parse<Operator>(op), 3, [.. Enumerable.Repeat(X, operands)]));

    [Fact]
    public void An_elementwise_value_of_another_length_is_refused() =>
        Refuses("(4) is computed from x of length 3", Raw(Operator.Multiply, 4, X, X));

    [Fact]
    public void A_matrix_is_no_elementwise_operand() => Refuses("is Tanh of the matrix W", _graph.Tanh(Matrix("W", 3, 3)));

    [Fact]
    public void A_matrix_times_a_vector_that_does_not_fit_is_refused_with_the_shapes() =>
        Refuses("(3 rows) multiplies W (3 by 4) by x (3)", Raw(Operator.Affine, 3, Matrix("W", 3, 4), X));

    [Fact]
    public void A_transposed_matrix_times_a_vector_that_does_not_fit_is_refused_with_the_shapes() =>
        Refuses("(2 rows) multiplies W (2 by 5) by x (3)", Raw(Operator.TransposedProduct, 2, Matrix("W", 5, 2), X));

    [Fact]
    public void A_vector_does_not_multiply() => Refuses("is a sum of products without a product", Raw(Operator.Affine, 3, X, X));

    [Fact]
    public void A_transposed_vector_does_not_multiply() => Refuses("multiplies by x, which is no matrix", Raw(Operator.TransposedProduct, 3, X, X));

    [Fact]
    public void A_matrix_does_not_multiply_a_matrix() =>
        Refuses("multiplies the matrix W by the matrix W", Raw(Operator.TransposedProduct, 3, Matrix("W", 3, 3), Matrix("W", 3, 3)));

    [Fact]
    public void A_bias_of_another_length_is_refused() =>
        Refuses("(2 rows) adds the bias b of length 5", Raw(Operator.Affine, 2, Matrix("W", 2, 3), X, _graph.Input("b", 5)));

    [Fact]
    public void A_parameter_is_as_long_as_its_block_has_rows() =>
        Refuses("has 2 rows and the length 3", Raw(new Value(_graph, _graph.Values.Count, Operator.Parameter, 3, []) { Block = new ParameterBlock("w", 0, 2, 0) }));

    [Fact]
    public void A_parameter_has_a_block() => Refuses("if and only if it has a block", Raw(Operator.Parameter, 3));

    [Theory]
    [InlineData("do", "bears the name of a keyword")]
    [InlineData("c'", "C# knows as an identifier")]
    [InlineData("1a", "C# knows as an identifier")]
    [InlineData("é", "C# knows as an identifier")]
    [InlineData("t", "need for themselves")]
    [InlineData("stream", "need for themselves")]
    [InlineData("Fma", "need for themselves")]
    public void A_name_that_cannot_be_a_register_is_refused(string name, string fault) => Refuses(fault, _graph.Input(name, 3));

    [Fact]
    public void A_name_of_an_element_of_a_vector_in_a_product_is_refused()
    {
        _graph.Affine([(Matrix("W", 3, 3), X)], []);

        Refuses("xk bears the name of an element of a vector in a product", _graph.Input("xk", 3));
    }

    [Fact]
    public void Two_values_of_one_name_are_refused()
    {
        Named("a", X * X);

        Refuses("a (#3) bears the name of another value (#1)", Named("a", _graph.Tanh(X + X)));
    }

    [Fact]
    public void The_input_s_name_is_its_own() => Refuses("bears the name of another value", Named("x", X * X));

    [Fact]
    public void A_state_shares_its_name_with_its_next_value_alone()
    {
        Value h = _graph.State("h", 3);
        Value next = Named("h", X * h);
        GraphVerifier.Verify(Step(new StateUpdate("h", h, next)));

        Refuses("bears the name of another value", Step(new StateUpdate("h", h, X)));
    }

    [Fact]
    public void An_adjoint_that_is_given_shares_its_name_with_the_one_that_is_computed()
    {
        Named("dH", X * _graph.Input("dH", 3));

        GraphVerifier.Verify(Step());
    }

    [Fact]
    public void The_names_of_pointers_and_counters_are_reserved() => Assert.All(
        from spec in Specs.AtHidden(33)
        from program in Programs.Of(spec)
        from method in program.Methods
        from name in method.Pointers.Concat(NamesIn(method.Body))
        where name != "x" // in the gradients' kernels the pointer to the input, which bears that name by right
        select name,
        name => Assert.True(GraphVerifier.IsReserved(name), name));

    [Fact]
    public void The_names_of_the_types_that_kernels_use_are_reserved() => Assert.All(
        from line in Compiler.Compile(Specs.Standing().First()).Source.Split('\n')
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words is ["using", _, "=", ..]
        select words[1],
        name => Assert.True(GraphVerifier.IsReserved(name), name));

    private Value X => _graph.Input("x", 3);

    private StepGraph Step(params StateUpdate[] states) => new(X, states, X);

    private Value Matrix(string name, int rows, int columns) => _graph.Parameter(name, new ParameterBlock(name, 0, rows, columns));

    private static Value Named(string name, Value value)
    {
        value.Name = name;
        return value;
    }

    /// <summary>A value as no method of the graph would make it.</summary>
    private Value Raw(Operator op, int length, params IReadOnlyList<Value> operands) => Raw(new Value(_graph, _graph.Values.Count, op, length, operands));

    private Value Raw(Value value)
    {
        ValuesOf(_graph).Add(value);
        return value;
    }

    private void Swap(int first, int second)
    {
        List<Value> values = ValuesOf(_graph);
        (values[first], values[second]) = (values[second], values[first]);
    }

    private static IEnumerable<string> NamesIn(IReadOnlyList<Statement> body) => body.SelectMany<Statement, string>(statement => statement switch
    {
        Loop loop => [loop.Variable, .. NamesIn(loop.Body)],
        Scope scope => NamesIn(scope.Body),
        Point point => [point.Name],
        _ => [],
    });

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_values")]
    private static extern ref List<Value> ValuesOf(Graph graph);

    private void Refuses(string fault, Value made) => Refuses(fault, new StepGraph(X, [], made));

    private static void Refuses(string fault, StepGraph step) =>
        Assert.Contains(fault, Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(step)).Message, StringComparison.Ordinal);
}
