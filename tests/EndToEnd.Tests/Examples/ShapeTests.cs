using System;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Examples;

/// <summary>The shapes of the standing example: a batch of (6, 5, 3) to hidden states of (6, 5, 7), or to final states of (6, 7).</summary>
public sealed class ShapeTests
{
    private const int Batch = 6;

    [Fact]
    public void The_constants_say_the_shapes()
    {
        Assert.Equal((3, 7, 5, 7), (AllSteps.InputSize, AllSteps.HiddenSize, AllSteps.StepCount, AllSteps.OutputSize));
        Assert.Equal((15, 35), (AllSteps.InputLength, AllSteps.OutputLength));
        Assert.Equal((15, 7), (LastStep.InputLength, LastStep.OutputLength));
        Assert.Equal((4 * 7 * (3 + 7 + 2), 4 * 7 * (3 + 7 + 2)), (AllSteps.ParameterCount, LastStep.ParameterCount));
        Assert.Equal(new ModelShape(3, 7, 5, 7, 15, 35, 336), ShapeOf<AllSteps>());
        Assert.Equal(new ModelShape(3, 7, 5, 7, 15, 7, 336), ShapeOf<LastStep>());
    }

    [Fact]
    public void The_final_state_is_the_output_of_the_last_step()
    {
        float[] inputs = Floats.Uniform(Batch * AllSteps.InputLength, seed: 1);
        var all = new float[Batch * 5 * 7];
        var last = new float[Batch * 7];

        new AllSteps(seed: 1).Predict(inputs, all);
        new LastStep(seed: 1).Predict(inputs, last);

        for (int sequence = 0; sequence < Batch; sequence++)
            Assert.Equal(Floats.Bits(all.AsSpan((sequence * 35) + 28, 7)), Floats.Bits(last.AsSpan(sequence * 7, 7)));
        Assert.DoesNotContain(0f, all);
    }

    [Fact]
    public void The_seed_decides_the_parameters()
    {
        Assert.Equal(new AllSteps(seed: 1).Parameters.Values, new LastStep(seed: 1).Parameters.Values);
        Assert.Equal(new AllSteps().Parameters.Values, new AllSteps(seed: 0).Parameters.Values);
        Assert.False(new AllSteps(seed: 1).Parameters.Values.SequenceEqual(new AllSteps(seed: 2).Parameters.Values));
    }

    private static ModelShape ShapeOf<TModel>()
        where TModel : class, IRnnModel<TModel> => TModel.Shape;
}
