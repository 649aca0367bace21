using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class StepPlanTests
{
    [Theory]
    [InlineData(Cell.Elman, "zh")]
    [InlineData(Cell.Lstm, "zi zf zg zo")]
    [InlineData(Cell.Gru, "zr zz zn un")]
    public void A_step_whose_products_read_the_input_and_the_state_alone_is_one_pass(Cell cell, string products)
    {
        Pass pass = Assert.Single(Forward(Step(cell)).Passes);

        Assert.Equal(products, string.Join(" ", pass.Products));
        Assert.Equal("h", pass.Elementwise[^1].Name);
    }

    [Fact]
    public void A_product_of_what_the_step_computes_begins_another_pass()
    {
        Value gated = Layer(out StepGraph step, out Value product);
        StepPlan plan = Forward(step);

        Assert.Equal(2, plan.Passes.Count);
        Assert.Equal([product], plan.Passes[1].Products);
        Assert.Equal([gated], plan.InMemory);
    }

    [Theory]
    [InlineData(Cell.Elman, "")]
    [InlineData(Cell.Lstm, "zi zf zo")]
    [InlineData(Cell.Gru, "zr zz")]
    public void Only_what_a_logistic_gate_alone_reads_is_halved(Cell cell, string halved)
    {
        StepPlan plan = Forward(Step(cell));

        Assert.Equal(halved, string.Join(" ", plan.Passes[0].Products.Where(plan.IsHalved)));
    }

    [Fact]
    public void What_is_wanted_as_a_result_is_not_halved()
    {
        StepGraph step = Step(Cell.Lstm);
        Value gate = step.Graph.Values.Single(v => v.Name == "zi");

        Assert.False(StepPlan.Of([gate, step.Output], [], halvesGates: true).IsHalved(gate));
        Assert.False(StepPlan.Of([step.Output], [], halvesGates: false).IsHalved(gate));
    }

    [Fact]
    public void The_gates_of_a_cell_state_have_more_behind_them_than_the_output_gate()
    {
        StepPlan plan = Forward(Step(Cell.Lstm));
        int Behind(string name) => plan.StepsBehind(plan.Passes[0].Elementwise.Single(v => v.Name == name));

        Assert.Equal((0, 1, 1), (Behind("h"), Behind("o"), Behind("tanhC")));
        Assert.Equal(Behind("c") + 2, Behind("i"));
        Assert.Equal(Behind("i"), Behind("f"));
        Assert.True(Behind("i") > Behind("o"));
    }

    [Fact]
    public void Uses_are_the_elementwise_readers_of_the_plan()
    {
        StepGraph step = Step(Cell.Gru);
        StepPlan plan = Forward(step);
        Value Named(string name) => step.Graph.Values.First(v => v.Name == name);

        Assert.Equal(2, plan.UsesOf(Named("z")));
        Assert.Null(plan.SoleReaderOf(Named("z")));
        Assert.Equal(1, plan.UsesOf(step.States[0].Previous));
        Assert.Equal(0, plan.UsesOf(step.Input));
        Assert.Equal(Named("z"), plan.SoleReaderOf(Named("zz")));
    }

    [Fact]
    public void What_is_given_is_not_computed()
    {
        StepGraph step = Step(Cell.Lstm);
        Value c = step.States.Single(s => s.Name == "c").Next;
        Value o = step.Graph.Values.Single(v => v.Name == "o");
        Pass pass = Assert.Single(StepPlan.Of([step.Output], [c, o], halvesGates: false).Passes);

        Assert.Empty(pass.Products);
        Assert.Equal(["tanhC", "h"], pass.Elementwise.Select(v => v.Name));
    }

    private static StepGraph Step(Cell cell) =>
        CellCatalog.Step(Specs.Of(3, 7, 5, (cell, Activation.Tanh), Specs.Heads[0], Returns.Last, true, Unroll.Auto));

    private static StepPlan Forward(StepGraph step) => StepPlan.Of([.. step.States.Select(s => s.Next)], [], halvesGates: true);

    /// <summary>h' = tanh(U (r h)) with r = sigmoid(W x): the reset acts before the product.</summary>
    private static Value Layer(out StepGraph step, out Value product)
    {
        var graph = new Graph();
        Value x = graph.Input("x", 3);
        Value h = graph.State("h", 3);
        Value Matrix(string name) => graph.Parameter(name, new ParameterBlock(name, 0, 3, 3));
        Value gated = graph.Sigmoid(graph.Affine([(Matrix("W"), x)], [])) * h;
        product = graph.Affine([(Matrix("U"), gated)], []);
        Value next = graph.Tanh(product);
        step = new StepGraph(x, [new StateUpdate("h", h, next)], next);
        return gated;
    }
}
