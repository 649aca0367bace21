using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>The equations of each cell read as on paper, and so does what is derived of them.</summary>
public sealed class GraphTextTests
{
    [Fact]
    public void Elman() => Reads(
        Step(Cell.Elman, Activation.Tanh),
        "zh = W_h x + U_h h + b_ih_h + b_hh_h",
        "h' = tanh(zh)");

    [Fact]
    public void Elman_with_rectifier() => Reads(
        Step(Cell.Elman, Activation.Relu),
        "zh = W_h x + U_h h + b_ih_h + b_hh_h",
        "h' = relu(zh)");

    [Fact]
    public void Elman_without_bias() => Reads(
        Step(Cell.Elman, Activation.Tanh, bias: false),
        "zh = W_h x + U_h h",
        "h' = tanh(zh)");

    [Fact]
    public void Lstm() => Reads(
        Step(Cell.Lstm, Activation.Tanh),
        "zi = W_i x + U_i h + b_ih_i + b_hh_i",
        "i = sigmoid(zi)",
        "zf = W_f x + U_f h + b_ih_f + b_hh_f",
        "f = sigmoid(zf)",
        "zg = W_g x + U_g h + b_ih_g + b_hh_g",
        "g = tanh(zg)",
        "zo = W_o x + U_o h + b_ih_o + b_hh_o",
        "o = sigmoid(zo)",
        "c' = f * c + i * g",
        "tanhC = tanh(c')",
        "h' = o * tanhC");

    [Fact]
    public void Gru() => Reads(
        Step(Cell.Gru, Activation.Tanh),
        "zr = W_r x + U_r h + b_ih_r + b_hh_r",
        "r = sigmoid(zr)",
        "zz = W_z x + U_z h + b_ih_z + b_hh_z",
        "z = sigmoid(zz)",
        "zn = W_n x + b_ih_n",
        "un = U_n h + b_hh_n",
        "n = tanh(zn + r * un)",
        "h' = (1 - z) * n + z * h");

    [Theory]
    [InlineData(Activation.Identity, "y = V {0} + d")]
    [InlineData(Activation.Tanh, "logits = V {0} + d|y = tanh(logits)")]
    [InlineData(Activation.Softmax, "y = V {0} + d")]
    public void Head(Activation activation, string lines)
    {
        RnnSpec spec = Specs.Of(2, 3, 1, (Cell.Elman, Activation.Tanh), (4, activation, Loss.MeanSquaredError), Returns.Last, true, Unroll.Auto);
        StepGraph head = Unrolled.Generator.Cells.Head.Prediction(spec);

        Assert.Equal(string.Format(CultureInfo.InvariantCulture, lines, head.Input).Split('|'), GraphText.Lines([head.Output], []));
    }

    [Fact]
    public void The_adjoint_of_Elman()
    {
        StepAdjoint adjoint = Differentiator.Differentiate(Step(Cell.Elman, Activation.Tanh), readsOutputAdjoint: false, givesInputAdjoint: true);
        IEnumerable<Value> results = adjoint.States.Select(s => s.Outgoing).Append(adjoint.Input!);

        Assert.Equal(
            ["dZh = dH * (1 - h * h)", "dX = W_h^T dZh", "dH = U_h^T dZh"],
            GraphText.Equations(Reachability.Of(results, v => !adjoint.Tape.Contains(v)).Where(v => !adjoint.Tape.Contains(v))));
    }

    private static StepGraph Step(Cell cell, Activation activation, bool bias = true) =>
        CellCatalog.Step(Specs.Of(2, 3, 1, (cell, activation), Specs.Heads[0], Returns.Last, bias, Unroll.Auto));

    private static void Reads(StepGraph step, params string[] lines) =>
        Assert.Equal(lines, GraphText.Lines(step.States.Select(s => s.Next), step.States));
}
