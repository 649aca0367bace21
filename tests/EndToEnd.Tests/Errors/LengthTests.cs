using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Errors;

/// <summary>Wrong lengths are refused by name, with the length there is, the length there must be and the shape; nothing has been written.</summary>
public sealed class LengthTests
{
    /// <summary>What nothing computes: where it still stands, nothing has been written.</summary>
    private const float Canary = 1234.5f;

    private const string Inputs = "[batch, 5, 3]";
    private const string Outputs = "[batch, 5, 2]";

    private readonly LstmSequence _model = new(seed: 1);

    [Theory]
    [InlineData(1, 10, "inputs", 1, "a multiple of 15", Inputs)]
    [InlineData(14, 10, "inputs", 14, "a multiple of 15", Inputs)]
    [InlineData(16, 10, "inputs", 16, "a multiple of 15", Inputs)]
    [InlineData(44, 30, "inputs", 44, "a multiple of 15", Inputs)]
    [InlineData(0, 10, "outputs", 10, "0", Outputs)]
    [InlineData(15, 0, "outputs", 0, "10", Outputs)]
    [InlineData(15, 9, "outputs", 9, "10", Outputs)]
    [InlineData(15, 11, "outputs", 11, "10", Outputs)]
    [InlineData(45, 29, "outputs", 29, "30", Outputs)]
    [InlineData(45, 40, "outputs", 40, "30", Outputs)]
    public void Predict_refuses(int inputs, int outputs, string argument, int has, string needs, string shape)
    {
        float[] room = Canaries(outputs);

        CheckError(() => _model.Predict(new float[inputs], room), argument, has, needs, shape);

        Assert.Equal(Canaries(outputs), room);
    }

    [Fact]
    public void Predict_takes_no_sequences_at_all() => _model.Predict([], []);

    [Theory]
    [InlineData(0, 2, "input", 0, "3", "[3]")]
    [InlineData(2, 2, "input", 2, "3", "[3]")]
    [InlineData(4, 2, "input", 4, "3", "[3]")]
    [InlineData(15, 2, "input", 15, "3", "[3]")]
    [InlineData(3, 0, "output", 0, "2", "[2]")]
    [InlineData(3, 1, "output", 1, "2", "[2]")]
    [InlineData(3, 3, "output", 3, "2", "[2]")]
    [InlineData(3, 10, "output", 10, "2", "[2]")]
    public void Step_refuses(int input, int output, string argument, int has, string needs, string shape)
    {
        float[] room = Canaries(output);
        Stream stream = _model.OpenStream();
        stream.Hidden.Fill(Canary);
        stream.Cell.Fill(Canary);
        float[] memory = stream.Memory.ToArray();

        CheckError(() => stream.Step(new float[input], room), argument, has, needs, shape);

        Assert.Equal(Canaries(output), room);
        Assert.Equal(memory, stream.Memory.ToArray());
    }

    [Theory]
    [InlineData(14, 10, "inputs", 14, "a multiple of 15", Inputs)]
    [InlineData(31, 20, "inputs", 31, "a multiple of 15", Inputs)]
    [InlineData(0, 10, "inputs", 0, "at least one sequence", Inputs)]
    [InlineData(0, 0, "inputs", 0, "at least one sequence", Inputs)]
    [InlineData(15, 0, "targets", 0, "10", Outputs)]
    [InlineData(15, 9, "targets", 9, "10", Outputs)]
    [InlineData(15, 11, "targets", 11, "10", Outputs)]
    [InlineData(30, 10, "targets", 10, "20", Outputs)]
    public void Training_refuses(int inputs, int targets, string argument, int has, string needs, string shape)
    {
        Gradients gradients = CanaryGradients();

        CheckError(() => _model.Backpropagate(new float[inputs], new float[targets], gradients), argument, has, needs, shape);
        CheckError(() => _model.Evaluate(new float[inputs], new float[targets]), argument, has, needs, shape);

        Assert.Equal(Canaries(gradients.Length), gradients.Values.ToArray());
    }

    [Theory]
    [InlineData(6, "[batch, 7]", 1)]
    [InlineData(8, "[batch, 7]", 1)]
    [InlineData(7, "[batch, 7]", 2)]
    public void One_output_per_sequence_has_a_shape_of_its_own(int outputs, string shape, int batch)
    {
        var model = new Examples.LastStep();

        CheckError(() => model.Predict(new float[batch * 15], new float[outputs]), "outputs", outputs, $"{batch * 7}", shape);
    }

    private static LstmSequence.Gradients CanaryGradients()
    {
        var gradients = new LstmSequence.Gradients();
        gradients.CopyFrom(Canaries(gradients.Length));
        return gradients;
    }

    private static float[] Canaries(int length) => [.. Enumerable.Repeat(Canary, length)];

    private static void CheckError(Action call, string argument, int has, string needs, string shape)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(argument, call);
        Assert.Contains(has == 0 && needs.Contains("least", StringComparison.Ordinal) ? $"{argument} has no floats" : $"{argument} has {has} floats", error.Message, StringComparison.Ordinal);
        Assert.Contains($" {needs}, the shape being {shape}", error.Message, StringComparison.Ordinal);
    }
}
