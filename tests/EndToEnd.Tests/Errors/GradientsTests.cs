using System;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Errors;

/// <summary>Gradients that are none, or another model's, are refused by name; nothing has been written.</summary>
public sealed class GradientsTests
{
    private readonly LstmSequence _model = new(seed: 1);

    [Fact]
    public void Null_is_refused()
    {
        var sequences = new Sequences(_model, 2, seed: 1);

        Assert.Throws<ArgumentNullException>("gradients", () => _model.Backpropagate(sequences.Inputs, sequences.Targets, null!));
    }

    [Fact]
    public void Another_models_are_refused()
    {
        var sequences = new Sequences(_model, 2, seed: 1);
        var gradients = new GruSequence.Gradients();

        ArgumentException error = Assert.Throws<ArgumentException>(
            "gradients", () => _model.Backpropagate(sequences.Inputs, sequences.Targets, gradients));

        Assert.Contains("weight_ih_l0 [21, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("weight_ih_l0 [28, 3]", error.Message, StringComparison.Ordinal);
        Assert.All(gradients.Values.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void A_step_by_another_models_changes_no_parameter()
    {
        float[] before = _model.Parameters.Values.ToArray();

        Assert.Throws<ArgumentException>("gradients", () => new Adam().Step(_model, new GruSequence.Gradients()));

        Assert.Equal(before, _model.Parameters.Values.ToArray());
    }

    [Fact]
    public void A_layer_that_is_not_there_has_no_state()
    {
        var state = default(LstmSequence.State);

        Assert.Throws<ArgumentOutOfRangeException>("layer", () => state.Hidden(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>("layer", () => state.Cell(-1).Length);
    }
}
