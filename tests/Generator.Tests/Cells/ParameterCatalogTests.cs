using System;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Names, shapes and order are those of torch.nn.RNN, LSTM and GRU, as their state_dict lists them.</summary>
public sealed class ParameterCatalogTests
{
    [Theory]
    [InlineData(Cell.Elman, "h", "weight_ih_l0 7x3, weight_hh_l0 7x7, bias_ih_l0 7, bias_hh_l0 7, head.weight 2x7, head.bias 2")]
    [InlineData(Cell.Lstm, "ifgo", "weight_ih_l0 28x3, weight_hh_l0 28x7, bias_ih_l0 28, bias_hh_l0 28, head.weight 2x7, head.bias 2")]
    [InlineData(Cell.Gru, "rzn", "weight_ih_l0 21x3, weight_hh_l0 21x7, bias_ih_l0 21, bias_hh_l0 21, head.weight 2x7, head.bias 2")]
    public void With_biases_and_head(Cell cell, string gates, string tensors)
    {
        ParameterCatalog catalog = Catalog(cell, bias: true, output: 2);

        Assert.Equal(tensors, Text(catalog));
        Assert.All(catalog.Tensors.Take(4), tensor => Assert.Equal(gates, tensor.Gates));
        Assert.All(catalog.Tensors.Skip(4), tensor => Assert.Equal("", tensor.Gates));
        Assert.Equal(["InputWeight", "RecurrentWeight", "InputBias", "RecurrentBias", "HeadWeight", "HeadBias"], catalog.Tensors.Select(t => t.Role));
    }

    [Fact]
    public void Without_biases_the_head_keeps_its_own() =>
        Assert.Equal("weight_ih_l0 21x3, weight_hh_l0 21x7, head.weight 2x7, head.bias 2", Text(Catalog(Cell.Gru, bias: false, output: 2)));

    [Fact]
    public void Without_a_head_there_are_the_cell_s_alone() =>
        Assert.Equal("weight_ih_l0 7x3, weight_hh_l0 7x7, bias_ih_l0 7, bias_hh_l0 7", Text(Catalog(Cell.Elman, bias: true, output: 0)));

    [Fact]
    public void Learned_initial_states_stand_behind_everything_else() => Assert.Equal(
        "weight_ih_l0 28x3, weight_hh_l0 28x4, bias_ih_l0 28, bias_hh_l0 28, weight_hr_l0 4x7, head.weight 2x4, head.bias 2, h0_l0 4, c0_l0 7",
        Text(ParameterCatalog.Of(Spec(Cell.Lstm) with { Projection = 4, Output = 2, LearnedInitialState = true })));

    [Theory]
    [InlineData(Cell.Gru, 2, true, "h0_l0 7, h0_l0_reverse 7, h0_l1 7, h0_l1_reverse 7")]
    [InlineData(Cell.Lstm, 2, false, "h0_l0 7, c0_l0 7, h0_l1 7, c0_l1 7")]
    [InlineData(Cell.Jordan, 1, false, "y0_l0 2")]
    public void Every_layer_and_direction_has_its_learned_initial_states(Cell cell, int layers, bool isBidirectional, string tensors)
    {
        RnnSpec spec = Spec(cell) with { Layers = layers, Bidirectional = isBidirectional, Output = 2 };
        ParameterCatalog without = ParameterCatalog.Of(spec);
        ParameterCatalog with = ParameterCatalog.Of(spec with { LearnedInitialState = true });

        Assert.Equal(Text(without) + ", " + tensors, Text(with));
        Assert.Equal(without.Tensors.Concat(with.Tensors.Skip(without.Tensors.Count)), with.Tensors);
        Assert.All(with.Tensors.Skip(without.Tensors.Count), tensor => Assert.Equal("InitialState", tensor.Role));
    }

    [Fact]
    public void A_single_bias_stands_beside_the_input() =>
        Assert.Equal("weight_ih_l0 21x3, weight_hh_l0 21x7, bias_ih_l0 21", Text(ParameterCatalog.Of(Spec(Cell.Gru) with { SingleBias = true })));

    [Fact]
    public void A_projection_narrows_what_reads_the_hidden_state_and_stands_behind_the_biases() => Assert.Equal(
        "weight_ih_l0 28x3, weight_hh_l0 28x4, bias_ih_l0 28, bias_hh_l0 28, weight_hr_l0 4x7, head.weight 2x4, head.bias 2",
        Text(ParameterCatalog.Of(Spec(Cell.Lstm) with { Projection = 4, Output = 2 })));

    [Theory]
    [InlineData(Peepholes.Diagonal, false, "weight_ch_l0 21", "ifo")]
    [InlineData(Peepholes.Diagonal, true, "weight_ch_l0 14", "io")]
    [InlineData(Peepholes.Full, false, "weight_ch_l0 7x7", "o")]
    public void Peepholes_stand_last_in_the_layer(Peepholes peepholes, bool isCoupled, string tensor, string gates)
    {
        ParameterCatalog catalog = ParameterCatalog.Of(Spec(Cell.Lstm) with { Peepholes = peepholes, CoupledGates = isCoupled });

        Assert.EndsWith(", " + tensor, Text(catalog), StringComparison.Ordinal);
        Assert.Equal((gates, "PeepholeWeight"), (catalog.Tensors[^1].Gates, catalog.Tensors[^1].Role));
    }

    [Fact]
    public void Coupled_gates_have_no_forget_gate() =>
        Assert.All(ParameterCatalog.Of(Spec(Cell.Lstm) with { CoupledGates = true }).Tensors, tensor => Assert.Equal(("igo", 21), (tensor.Gates, tensor.Rows)));

    [Fact]
    public void The_tensors_stand_one_after_the_other()
    {
        ParameterCatalog catalog = Catalog(Cell.Lstm, bias: true, output: 2);

        Assert.Equal([0, 84, 280, 308, 336, 350], catalog.Tensors.Select(t => t.Offset));
        Assert.Equal(352, catalog.Length);
    }

    [Theory]
    [InlineData("weight_ih_l0", 14, 3, 42)]
    [InlineData("weight_hh_l0", 7, 7, 84 + 49)]
    [InlineData("bias_hh_l0", 21, 0, 308 + 21)]
    [InlineData("head.bias", 0, 0, 350)]
    public void A_gate_s_block_begins_with_its_rows(string parameter, int row, int columns, int offset) =>
        Assert.Equal(offset, Catalog(Cell.Lstm, bias: true, output: 2).OffsetOf(new ParameterBlock(parameter, row, 7, columns)));

    private static RnnSpec Spec(Cell cell) =>
        Specs.Of(3, 7, 5, (cell, Activation.Tanh), (0, Activation.Identity, Loss.MeanSquaredError), Returns.Last, bias: true, Unroll.Auto);

    private static ParameterCatalog Catalog(Cell cell, bool bias, int output) => ParameterCatalog.Of(
        Specs.Of(3, 7, 5, (cell, Activation.Tanh), (output, Activation.Identity, Loss.MeanSquaredError), Returns.Last, bias, Unroll.Auto));

    private static string Text(ParameterCatalog catalog) =>
        string.Join(", ", catalog.Tensors.Select(t => t.Columns == 0 ? $"{t.Name} {t.Rows}" : $"{t.Name} {t.Rows}x{t.Columns}"));
}
