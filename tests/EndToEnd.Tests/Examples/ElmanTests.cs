using System;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Examples;

/// <summary>
/// A worked example in twelve numbers, computed in float64 from the random weights that numpy draws from the seeds 2 and 3. On paper the
/// weights are one matrix over [hidden, input], a row for each, and there is one bias; here the two halves stand transposed.
/// </summary>
public sealed class ElmanTests
{
    private const float Tolerance = 1e-6f;

    private static readonly float[] s_inputs = [1, 2, 2, 3, 3, 4];

    private static readonly float[] s_hidden = [0.81078632f, 0.95038109f, 0.98966769f, 0.99681261f, 0.99758382f, 0.9995454f];

    private static readonly float[] s_outputs = [0.8875990835540933f, 0.9124394722871744f, 0.9134876300247792f];

    /// <summary>The inverse hyperbolic tangents of the hidden states.</summary>
    private static readonly double[] s_preactivations = [1.12931974, 1.83570403, 2.63022371, 3.22005262, 3.35875317, 4.19450881];

    [Fact]
    public void Predict_gives_the_three_outputs()
    {
        var outputs = new float[Elman.OutputLength];

        Worked().Predict(s_inputs, outputs);

        Assert.Equal(s_outputs, outputs, (expected, actual) => Math.Abs(expected - actual) <= Tolerance);
    }

    [Fact]
    public void Step_passes_through_the_hidden_states()
    {
        Stream stream = Worked().OpenStream();
        var output = new float[Elman.OutputSize];
        for (int step = 0; step < Elman.StepCount; step++)
        {
            stream.Step(s_inputs.AsSpan(step * Elman.InputSize, Elman.InputSize), output);

            Assert.Equal(s_outputs[step], output[0], Tolerance);
            for (int unit = 0; unit < Elman.HiddenSize; unit++)
            {
                int index = (step * Elman.HiddenSize) + unit;
                Assert.Equal(s_hidden[index], stream.Hidden[unit], Tolerance);
                Assert.Equal(Math.Tanh(s_preactivations[index]), stream.Hidden[unit], Tolerance);
            }
        }
    }

    private static Elman Worked()
    {
        var model = new Elman();
        model.Parameters["weight_ih_l0"].CopyFrom([0.4203678f, 0.20464863f, 0.33033482f, 0.61927097f]);
        model.Parameters["weight_hh_l0"].CopyFrom([0.4359949f, 0.54966248f, 0.02592623f, 0.43532239f]);
        model.Parameters["bias_ih_l0"].CopyFrom([0.29965467f, 0.26682728f]);
        model.Parameters["bias_hh_l0"].CopyFrom([0, 0]);
        model.Parameters["head.weight"].CopyFrom([0.5507979f, 0.70814782f]);
        model.Parameters["head.bias"].CopyFrom([0.2909047389129443f]);
        return model;
    }
}
