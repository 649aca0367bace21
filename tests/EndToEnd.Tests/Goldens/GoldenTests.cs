using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>The third proof: generated code against values that PyTorch computed. Only this one catches a wrong equation.</summary>
public sealed class GoldenTests
{
    internal const double OutputTolerance = 2e-6;

    public static TheoryData<string> Names => [.. GoldenModels.All().Keys];

    public static TheoryData<string> NamesOfStreams => [.. GoldenModels.All().Where(model => model.Value.HasStream && !Golden.Read(model.Key).Spec.Initial).Select(model => model.Key)];

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
        Assert.Equal(spec.Projection > 0 ? spec.Projection : spec.Hidden, golden.HiddenWidth);
        Assert.Equal((golden.OutputSize, golden.Output.Data.Length / spec.Batch), (model.OutputSize, model.OutputLength));
        Assert.Equal(spec.Output == 0 ? golden.HiddenWidth * (spec.Bidirectional ? 2 : 1) : spec.Output, model.OutputSize);
        Assert.Equal(spec.Returns == "sequence" ? spec.Steps * model.OutputSize : model.OutputSize, model.OutputLength);
        Assert.Equal(golden.Parameters.Keys, model.Parameters.Select(parameter => parameter.Name));
        Assert.All(model.Parameters, parameter => Assert.Equal(golden.Parameters[parameter.Name].Shape, parameter.Shape));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predictions_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);

        Close("output", golden.Outputs, Predict(model, golden), OutputTolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Final_states_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        States final = model.NewStates(golden.Spec.Batch);

        var outputs = new float[golden.Spec.Batch * model.OutputLength];
        model.Predict(golden.Input.Floats, outputs, new() { Initial = InitialOf(model, golden), Final = final });

        Close("output", golden.Outputs, outputs, OutputTolerance);
        Close("h_n", golden.FinalHidden.Data, final.AllHidden, OutputTolerance);
        if (golden.FinalCell is not null)
            Close("c_n", golden.FinalCell.Data, final.AllCell, OutputTolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_inputs_and_initial_states_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        float[] inputs = golden.Input.Floats;
        var inputGradients = new float[inputs.Length];
        States gradients = model.NewStates(golden.Spec.Batch);

        model.Backpropagate(
            inputs,
            golden.Targets,
            model.NewGradients(),
            new BatchContext { Initial = InitialOf(model, golden), InitialGradients = gradients, InputGradients = inputGradients });

        CloseToLargest("gradient of the inputs", golden.InputGradient, inputGradients);
        if (golden.InitialHiddenGradient is not null)
            CloseToLargest("gradient of h_0", golden.InitialHiddenGradient, gradients.AllHidden);
        if (golden.InitialCellGradient is not null)
            CloseToLargest("gradient of c_0", golden.InitialCellGradient, gradients.AllCell);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients_are_PyTorchs(string name)
    {
        (Golden golden, ITestModel model) = Load(name);
        Gradients gradients = model.NewGradients();

        var context = new BatchContext { Initial = InitialOf(model, golden) };
        float loss = golden.Spec.Initial
            ? model.Backpropagate(golden.Input.Floats, golden.Targets, gradients, context)
            : model.Backpropagate(golden.Input.Floats, golden.Targets, gradients);
        float evaluated = golden.Spec.Initial
            ? model.Evaluate(golden.Input.Floats, golden.Targets, context)
            : model.Evaluate(golden.Input.Floats, golden.Targets);

        double tolerance = OutputTolerance * Math.Max(1, golden.Loss);
        Close("loss", [golden.Loss, golden.Loss], [loss, evaluated], tolerance);
        Assert.Equal(golden.Gradients.Count, gradients.Count);
        foreach ((string parameter, GoldenTensor gradient) in golden.Gradients)
        {
            CloseToLargest("gradient of " + parameter, gradient, gradients[parameter].Values);
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
    [MemberData(nameof(NamesOfStreams))]
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
            Close("h_n", Row(golden.FinalHidden, sequence, golden.HiddenWidth), stream.Hidden, OutputTolerance);
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
        golden.GiveParametersTo(model);
        return (golden, model);
    }

    /// <summary>The outputs of a batch that begins as the file says.</summary>
    private static float[] Predict(ITestModel model, Golden golden)
    {
        var outputs = new float[golden.Spec.Batch * model.OutputLength];
        if (golden.Spec.Initial)
            model.Predict(golden.Input.Floats, outputs, new() { Initial = InitialOf(model, golden) });
        else
            model.Predict(golden.Input.Floats, outputs);
        return outputs;
    }

    internal static States? InitialOf(ITestModel model, Golden golden)
    {
        if (golden.InitialHidden is null)
            return null;
        States states = model.NewStates(golden.Spec.Batch);
        golden.InitialHidden.Floats.CopyTo(states.AllHidden);
        golden.InitialCell?.Floats.CopyTo(states.AllCell);
        return states;
    }

    private static float[] Predict(ITestModel model, float[] inputs)
    {
        var outputs = new float[inputs.Length / model.InputLength * model.OutputLength];
        model.Predict(inputs, outputs);
        return outputs;
    }

    private static double[] Row(GoldenTensor tensor, int row, int length) => tensor.Data[(row * length)..][..length];

    internal static void CloseToLargest(string what, GoldenTensor expected, ReadOnlySpan<float> actual)
    {
        double largest = expected.Data.Max(Math.Abs);
        Close(what, expected.Data, actual, largest > 0 ? 1e-5 * largest : 1e-9);
    }

    internal static void Close(string what, double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            bool isClose = Math.Abs(expected[index] - actual[index]) <= tolerance;
            Assert.True(isClose, $"{what} {index} is {actual[index]:R}, must be {expected[index]:R} within {tolerance:R}");
        }
    }
}
