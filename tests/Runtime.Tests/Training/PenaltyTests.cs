using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class PenaltyTests
{
    [Theory]
    [InlineData("weight_hh_l0", 9)]
    [InlineData("weight_*", 15)]
    [InlineData("head.*", 4)]
    [InlineData("*", 25)]
    [InlineData("bias_?h_l0", 6)]
    public void A_pattern_covers_the_parameters_of_its_names(string pattern, int covered)
    {
        var model = new TinyRnn(seed: 3);
        var gradients = new TinyRnn.Gradients();
        new Penalty(pattern) { L2 = 1 }.AddGradients(model.Parameters, gradients);
        Assert.Equal(covered, gradients.Values.ToArray().Count(gradient => gradient != 0));
    }

    [Theory]
    [InlineData(0.3f, 0f)]
    [InlineData(0f, 0.7f)]
    [InlineData(0.3f, 0.7f)]
    public void Gradients_are_the_derivatives_by_central_differences(float l1, float l2)
    {
        var model = new TinyRnn(seed: 3);
        var penalty = new Penalty("weight_*") { L1 = l1, L2 = l2 };
        var gradients = new TinyRnn.Gradients();
        penalty.AddGradients(model.Parameters, gradients);

        float[] values = model.Parameters.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            (double plus, float above) = At(i, values[i] + 1e-3f);
            (double minus, float below) = At(i, values[i] - 1e-3f);
            Assert.Equal((plus - minus) / ((double)above - below), gradients.Values[i], 1e-6);
        }

        (double Penalty, float Value) At(int index, float value)
        {
            float[] shifted = [.. values];
            shifted[index] = value;
            model.Parameters.CopyFrom(shifted);
            return (penalty.Of(model.Parameters), value);
        }
    }

    [Fact]
    public void Nothing_pulls_at_zero() => Assert.Equal([0f, 0f], Gradients(new LineModel(), new Penalty("*") { L1 = 1, L2 = 1 }));

    [Fact]
    public void Training_takes_the_penalty_into_its_gradients_and_leaves_it_out_of_its_loss()
    {
        // With inputs 0 the slope has no gradient but the penalty's: w - rate (L1 + 2 L2 w).
        var model = new LineModel(w: 2, b: 1);
        TrainingResult result = new Trainer<LineModel>(model, new Sgd { LearningRate = 0.5f }).Fit(
            [0f, 0f], [1f, 1f], new FitOptions { Epochs = 1, Penalties = [new Penalty("w") { L1 = 0.5f }, new Penalty("w") { L2 = 0.25f }] });

        Assert.Equal(2 - (0.5f * (0.5f + (2 * 0.25f * 2))), model.Slope);
        Assert.Equal(1, model.Parameters["b"].Values[0]);
        Assert.Equal(0, result.History[0].Loss);
    }

    [Fact]
    public void A_penalty_of_no_parameter_is_refused_before_training()
    {
        var model = new LineModel();
        var options = new FitOptions { Penalties = [new Penalty("weight_*") { L2 = 1 }] };
        var error = Assert.Throws<ArgumentException>("Penalties", () => new Trainer<LineModel>(model, new Sgd()).Fit([1f], [1f], options));
        Assert.StartsWith("No parameter has a name like 'weight_*'; there are w, b.", error.Message, StringComparison.Ordinal);
        Assert.Empty(model.Batches);
    }

    [Fact]
    public void Factors_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("L1", () => new Penalty("w") { L1 = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("L2", () => new Penalty("w") { L2 = float.NaN });
        Assert.Throws<ArgumentNullException>("name", () => new Penalty(null!));
    }

    private static float[] Gradients(LineModel model, Penalty penalty)
    {
        Gradients gradients = LineModel.CreateGradients();
        penalty.AddGradients(model.Parameters, gradients);
        return gradients.Values.ToArray();
    }
}
