using Xunit;

namespace Unrolled.Runtime.Tests;

/// <summary>The test double is a real model: its gradient is the derivative of its loss.</summary>
public class TinyRnnTests
{
    [Fact]
    public void Gradients_agree_with_central_differences()
    {
        var model = new TinyRnn(3);
        (float[] inputs, float[] targets) = Sequences.Random(5, seed: 4);
        Gradients gradients = TinyRnn.CreateGradients();
        model.Backpropagate(inputs, targets, gradients);

        const float step = 1e-2f;
        float[] values = model.Parameters.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            float LossAt(float value)
            {
                float[] moved = (float[])values.Clone();
                moved[i] = value;
                model.Parameters.CopyFrom(moved);
                return model.Evaluate(inputs, targets);
            }

            double slope = ((double)LossAt(values[i] + step) - LossAt(values[i] - step)) / (2 * step);
            Assert.Equal(slope, gradients.Values[i], 2e-4);
        }
    }
}
