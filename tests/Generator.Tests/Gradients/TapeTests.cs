using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>The tape is what the adjoint reads and nothing else; derivatives read results, so arguments of activations are not on it.</summary>
public sealed class TapeTests
{
    [Theory]
    [InlineData(Cell.Elman, Activation.Tanh, "h x h'")]
    [InlineData(Cell.Elman, Activation.Relu, "h x h'")]
    [InlineData(Cell.Lstm, Activation.Tanh, "h c x i f g o tanhC")]
    [InlineData(Cell.Gru, Activation.Tanh, "h x r z n un")]
    public void Of_a_cell(Cell cell, Activation activation, string tape)
    {
        StepAdjoint adjoint = Adjoint(cell, activation);

        Assert.Equal(tape.Split(' ').Order(), adjoint.Tape.Where(v => v.Name.Length > 0).Select(v => Name(adjoint.Step, v)).Order());
    }

    [Fact]
    public void Every_parameter_gets_one_gradient_of_its_shape() => Assert.All(Specs.Cells, cell =>
    {
        RnnSpec spec = Spec(cell.Cell, cell.Activation);
        StepAdjoint adjoint = Adjoint(cell.Cell, cell.Activation);
        int floats = adjoint.Weights.Sum(w => w.Block.Rows * (w.Block.IsMatrix ? w.Block.Columns : 1));

        Assert.Equal(ParameterCatalog.Of(spec).Tensors.Where(t => t.Gates.Length > 0).Sum(t => t.Length), floats);
        Assert.Equal(adjoint.Weights.Count, adjoint.Weights.Select(w => w.Block).Distinct().Count());
        Assert.All(adjoint.Weights, w => Assert.Equal(w.Block.Rows, w.Delta.Length));
        Assert.All(adjoint.Weights, w => Assert.Equal(w.Block.IsMatrix ? w.Block.Columns : null, w.Source?.Length));
    });

    [Fact]
    public void The_input_s_adjoint_is_made_on_demand_alone()
    {
        StepGraph step = CellCatalog.Step(Spec(Cell.Lstm, Activation.Tanh));

        Assert.Null(Differentiator.Differentiate(step, readsOutputAdjoint: false, givesInputAdjoint: false).Input);
        Assert.Equal(step.Input.Length, Adjoint(Cell.Lstm, Activation.Tanh).Input!.Length);
    }

    [Fact]
    public void An_adjoint_of_the_output_is_read_where_every_step_has_one()
    {
        StepAdjoint each = Differentiator.Differentiate(CellCatalog.Step(Spec(Cell.Gru, Activation.Tanh)), readsOutputAdjoint: true, givesInputAdjoint: false);

        Assert.Equal(each.Step.Output.Length, each.Output!.Length);
        Assert.Contains(each.Output, Reachability.Of([each.States[0].Outgoing]));
        Assert.Null(Adjoint(Cell.Gru, Activation.Tanh).Output);
    }

    private static StepAdjoint Adjoint(Cell cell, Activation activation) =>
        Differentiator.Differentiate(CellCatalog.Step(Spec(cell, activation)), readsOutputAdjoint: false, givesInputAdjoint: true);

    private static RnnSpec Spec(Cell cell, Activation activation) =>
        Specs.Of(3, 7, 5, (cell, activation), Specs.Heads[0], Returns.Last, true, Unroll.Auto);

    private static string Name(StepGraph step, Value value) => step.States.Any(s => ReferenceEquals(s.Next, value)) ? value.Name + "'" : value.Name;
}
