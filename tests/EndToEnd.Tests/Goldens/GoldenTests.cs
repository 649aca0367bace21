using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>The third proof: generated code against values that PyTorch computed. Only this one catches a wrong equation.</summary>
public sealed class GoldenTests
{
    private const double OutputTolerance = 2e-6;

    public static TheoryData<string> Names => [.. GoldenModels.All().Keys];

    [Fact]
    public void Every_file_has_its_model_and_every_model_its_file() => Assert.Equal(Golden.Names.Order(), GoldenModels.All().Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_is_declared_as_the_file_says(string name)
    {
        Golden golden = Golden.Read(name);
        ITestModel model = GoldenModels.All()[name];

        GoldenSpec spec = golden.Spec;
        Assert.Equal((spec.Input, spec.Hidden, spec.Steps), (model.InputSize, model.HiddenSize, model.StepCount));
        Assert.Equal((golden.OutputSize, golden.Output.Data.Length / spec.Batch), (model.OutputSize, model.OutputLength));
        Assert.Equal(spec.Output == 0 ? spec.Hidden : spec.Output, model.OutputSize);
        Assert.Equal(spec.Returns == "sequence" ? spec.Steps * model.OutputSize : model.OutputSize, model.OutputLength);
        Assert.Equal(golden.Parameters.Keys, model.Parameters.Select(parameter => parameter.Name));
        Assert.All(model.Parameters, parameter => Assert.Equal(golden.Parameters[parameter.Name].Shape, parameter.Shape));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);

        Close("output", golden.Outputs, Predict(model, golden.Input.Floats), OutputTolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        Gradients gradients = model.NewGradients();

        float loss = model.Backpropagate(golden.Input.Floats, golden.Targets, gradients);

        double tolerance = OutputTolerance * Math.Max(1, golden.Loss);
        Close("loss", [golden.Loss, golden.Loss], [loss, model.Evaluate(golden.Input.Floats, golden.Targets)], tolerance);
        Assert.Equal(golden.Gradients.Count, gradients.Count);
        foreach ((string parameter, GoldenTensor gradient) in golden.Gradients)
        {
            double largest = gradient.Data.Max(Math.Abs);
            Close("gradient of " + parameter, gradient.Data, gradients[parameter].Values, largest > 0 ? 1e-5 * largest : 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_added_to_those_there_are(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        Gradients once = model.NewGradients();
        Gradients twice = model.NewGradients();

        model.Backpropagate(golden.Input.Floats, golden.Targets, once);
        model.Backpropagate(golden.Input.Floats, golden.Targets, twice);
        model.Backpropagate(golden.Input.Floats, golden.Targets, twice);

        Assert.Equal(once.Values.ToArray().Select(gradient => 2 * gradient), twice.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stream_passes_through_PyTorchs_states_and_gives_the_bits_of_Predict(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        float[] inputs = golden.Input.Floats;
        float[] outputs = Predict(model, inputs);
        Stream stream = model.OpenStream();
        for (int sequence = 0; sequence < golden.Spec.Batch; sequence++)
        {
            stream.Reset();
            var streamed = new List<float>();
            var hidden = new List<float>();
            var output = new float[model.OutputSize];
            foreach (float[] input in inputs[(sequence * model.InputLength)..][..model.InputLength].Chunk(model.InputSize))
            {
                stream.Step(input, output);
                streamed.AddRange(output);
                hidden.AddRange(stream.Hidden);
            }

            ReadOnlySpan<float> predicted = outputs.AsSpan(sequence * model.OutputLength, model.OutputLength);
            Assert.Equal(Floats.Bits(predicted), Floats.Bits([.. streamed.TakeLast(model.OutputLength)]));
            Close("hidden", Row(golden.Hidden, sequence, hidden.Count), [.. hidden], OutputTolerance);
            Close("h_n", Row(golden.FinalHidden, sequence, model.HiddenSize), stream.Hidden, OutputTolerance);
            Close("c_n", golden.FinalCell is null ? [] : Row(golden.FinalCell, sequence, model.HiddenSize), stream.Cell, OutputTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_gives_the_bits_of_its_sequences_one_by_one(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        float[] inputs = golden.Input.Floats;

        IEnumerable<float> single = inputs.Chunk(model.InputLength).SelectMany(sequence => Predict(model, sequence));

        Assert.Equal(Floats.Bits([.. single]), Floats.Bits(Predict(model, inputs)));
    }

    private static (Golden Golden, ITestModel Model) Load(string name)
    {
        Golden golden = Golden.Read(name);
        ITestModel model = GoldenModels.All()[name];
        foreach ((string parameter, GoldenTensor tensor) in golden.Parameters)
            model.Parameters[parameter].CopyFrom(tensor.Floats);
        return (golden, model);
    }

    private static float[] Predict(ITestModel model, float[] inputs)
    {
        var outputs = new float[inputs.Length / model.InputLength * model.OutputLength];
        model.Predict(inputs, outputs);
        return outputs;
    }

    private static double[] Row(GoldenTensor tensor, int row, int length) => tensor.Data[(row * length)..][..length];

    private static void Close(string what, double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            bool isClose = Math.Abs(expected[index] - actual[index]) <= tolerance;
            Assert.True(isClose, $"{what} {index} is {actual[index]:R}, must be {expected[index]:R} within {tolerance:R}");
        }
    }
}
