using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>States, lengths, and the gradients of states and inputs: the derived ones against differences, generated code against the interpreter.</summary>
public sealed class ContextTests
{
    public static TheoryData<int> Sizes => [1, 3, 5, 9, 17];

    [Fact]
    public void Gradients_of_states_and_inputs_are_the_derivatives_that_central_differences_find() =>
        Assert.All(Declarations(2).Concat(Declarations(3)), CheckAgainstDifferences);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Generated_code_computes_with_states_and_lengths_what_its_equations_say(int hidden)
    {
        foreach (IReadOnlyList<RunnableModel> widths in CompiledModels.Of([.. Declarations(hidden)]))
        {
            var batch = new ContextCase(widths[0].Spec, hidden);
            ContextResult widest = Check(widths[0], batch);
            foreach (RunnableModel model in widths.Skip(1))
            {
                ContextResult result = Check(model, batch);
                Assert.Equal(Bits(widest.Outputs), Bits(result.Outputs));
                Assert.Equal(Bits(widest.Gradients), Bits(result.Gradients));
                Assert.Equal(Bits(widest.Inputs), Bits(result.Inputs));
                Assert.Equal(Bits(widest.FinalHidden), Bits(result.FinalHidden));
            }
        }
    }

    /// <summary>One layer of each cell, and every structure; with lengths, and every third without.</summary>
    private static IEnumerable<RnnSpec> Declarations(int hidden)
    {
        IEnumerable<RnnSpec> oneLayer = Specs.Cells.Select((cell, index) => Specs.Of(
            2, hidden, 3, cell, Specs.Heads[(3 * index) % Specs.Heads.Count], (Returns)(index % 2), bias: true, (Unroll)((hidden + index) % 4)));
        return oneLayer.Concat(oneLayer.Select(spec => spec with { Unroll = Unroll.Auto })).Concat(Specs.LayeredAt(hidden))
            .Select((spec, index) => spec with { VariableLength = index % 3 > 0, RepeatLastOutput = index % 6 == 1 && spec.Returns == Returns.Sequence })
            .Concat(OfOtherWidths(hidden));
    }

    /// <summary>Cells whose state is not as wide as their hidden units: the output of a Jordan network, which is read whole, and a projection.</summary>
    private static IEnumerable<RnnSpec> OfOtherWidths(int hidden)
    {
        RnnSpec Of(Cell cell, int output, Activation activation, Returns returns) =>
            Specs.Of(2, hidden, 3, (cell, Activation.Tanh), (output, activation, Loss.MeanSquaredError), returns, bias: true, (Unroll)((hidden + output) % 4));
        return
        [
            Of(Cell.Jordan, 1, Activation.Tanh, Returns.Sequence),
            Of(Cell.Jordan, 3, Activation.Identity, Returns.Last),
            Of(Cell.Jordan, 17, Activation.Sigmoid, Returns.Sequence),
            Of(Cell.Lstm, 2, Activation.Tanh, Returns.Sequence) with { Projection = hidden / 2, VariableLength = true },
            Of(Cell.Lstm, 0, Activation.Identity, Returns.Last) with { Projection = hidden / 2, Peepholes = Peepholes.Diagonal },
        ];
    }

    /// <summary>Checks all that a model gives of a batch; returns it.</summary>
    internal static ContextResult Check(RunnableModel model, ContextCase batch)
    {
        RnnSpec spec = batch.Spec;
        model.Model.Parameters.CopyFrom([.. batch.Parameters.Select(v => (float)v)]);
        var interpreter = new Interpreter(spec, batch.Parameters);
        float[]? hidden = batch.GivesStates ? Floats(batch.States[batch.Hidden]) : null;
        float[] cell = batch.States.TryGetValue("c", out double[]? given) ? Floats(given) : [];
        ContextResult result = model.Run(
            Floats(batch.Inputs), Floats(batch.Targets), batch.Lengths, hidden, cell, batch.Dropout?.Seed, batch.Dropout?.FirstSequence ?? 0);

        double[] outputs = interpreter.Predict(batch.Inputs, batch.Context);
        GeneratedCodeTests.CloseToSize(spec, "output", outputs, result.Outputs);
        IReadOnlyDictionary<string, double[]> final = interpreter.Final(batch.Inputs, batch.Context);
        GeneratedCodeTests.CloseToSize(spec, "final h", final[batch.Hidden], result.FinalHidden);
        GeneratedCodeTests.CloseToSize(spec, "final c", final.TryGetValue("c", out double[]? c) ? c : [], result.FinalCell);
        ReferenceGradients exact = interpreter.Backpropagate(batch.Inputs, batch.Targets, null, batch.Training);
        double evaluated = interpreter.Loss(batch.Inputs, batch.Targets, null, batch.Context);
        Close(spec, "losses", [exact.Loss, evaluated], [result.Loss, result.Evaluated], 2e-6 * Math.Max(1, Math.Max(exact.Loss, evaluated)));
        CloseToLargest(spec, "gradient of h", exact.Initial[batch.Hidden], result.InitialHidden);
        CloseToLargest(spec, "gradient of c", exact.Initial.TryGetValue("c", out double[]? dc) ? dc : [], result.InitialCell);
        CloseToLargest(spec, "gradient of the inputs", exact.Inputs, result.Inputs);
        foreach (ParameterTensor tensor in ParameterCatalog.Of(spec).Tensors)
        {
            double[] expected = exact.Parameters.Values[tensor.Offset..][..tensor.Length];
            double summed = exact.Parameters.Sizes[tensor.Offset..][..tensor.Length].Max();
            double tolerance = (1e-5 * expected.Max(Math.Abs)) + (1e-6 * summed * GeneratedCodeTests.SizeOf(spec, outputs)) + 1e-9;
            Close(spec, "gradient of " + tensor.Name, expected, result.Gradients[tensor.Offset..][..tensor.Length], tolerance);
        }

        return result;
    }

    private static void CheckAgainstDifferences(RnnSpec spec) => CheckAgainstDifferences(new ContextCase(spec, seed: 23));

    /// <summary>Checks the derived gradients of inputs and initial states.</summary>
    internal static void CheckAgainstDifferences(ContextCase batch)
    {
        RnnSpec spec = batch.Spec;
        var interpreter = new Interpreter(spec, batch.Parameters);
        ReferenceGradients gradients = interpreter.Backpropagate(batch.Inputs, batch.Targets, null, batch.Training);
        double Loss() => interpreter.Loss(batch.Inputs, batch.Targets, null, batch.Training);
        CheckDifferences(spec, "input", batch.Inputs, gradients.Inputs, Loss);
        foreach ((string kind, double[] states) in batch.States)
        {
            CheckDifferences(spec, kind, states, gradients.Initial[kind], Loss);
        }
    }

    private static void CheckDifferences(RnnSpec spec, string what, double[] values, double[] gradients, Func<double> loss)
    {
        const double Difference = 1e-6;
        Assert.Equal(values.Length, gradients.Length);
        for (int index = 0; index < values.Length; index++)
        {
            double value = values[index];
            values[index] = value + Difference;
            double above = loss();
            values[index] = value - Difference;
            double expected = (above - loss()) / (2 * Difference);
            values[index] = value;
            Assert.True(Math.Abs(expected - gradients[index]) <= 1e-7, $"{spec}: gradient of {what} {index} is {gradients[index]:R}, by differences {expected:R}");
        }
    }

    private static void CloseToLargest(RnnSpec spec, string what, double[] expected, float[] actual) =>
        Close(spec, what, expected, actual, (1e-5 * expected.Select(Math.Abs).DefaultIfEmpty().Max()) + 1e-8);

    private static void Close(RnnSpec spec, string what, double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            bool isClose = Math.Abs(expected[index] - actual[index]) <= tolerance;
            Assert.True(isClose, $"{spec}: {what} {index} is {actual[index]:R}, must be {expected[index]:R} within {tolerance:R}");
        }
    }

    private static float[] Floats(double[] values) => [.. values.Select(v => (float)v)];

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
