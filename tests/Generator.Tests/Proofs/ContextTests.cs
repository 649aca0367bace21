using System;
using System.Collections.Generic;
using System.Linq;
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
            int[] widest = Check(widths[0], batch).Bits();
            Assert.All(widths.Skip(1), model => Assert.Equal(widest, Run(model, batch).Bits()));
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

    /// <summary>All that a model gives of a batch.</summary>
    internal static ContextResult Run(RunnableModel model, ContextCase batch)
    {
        model.Model.Parameters.CopyFrom(Floats(batch.Parameters));
        float[]? hidden = batch.GivesStates ? Floats(batch.States[batch.Hidden]) : null;
        float[] cell = batch.States.TryGetValue("c", out double[]? given) ? Floats(given) : [];
        return model.Run(
            Floats(batch.Inputs), Floats(batch.Targets), batch.Lengths, hidden, cell, batch.Dropout?.Seed, batch.Dropout?.FirstSequence ?? 0);
    }

    /// <summary>Checks all that a model gives of a batch; returns it.</summary>
    internal static ContextResult Check(RunnableModel model, ContextCase batch)
    {
        RnnSpec spec = batch.Spec;
        var interpreter = new Interpreter(spec, batch.Parameters);
        ContextResult result = Run(model, batch);
        Agreement.OfOutputs(spec, "output", interpreter.Predict(batch.Inputs, batch.Context), result.Outputs);
        IReadOnlyDictionary<string, Rounded[]> final = interpreter.Final(batch.Inputs, batch.Context);
        Agreement.OfOutputs(spec, "final h", final[batch.Hidden], result.FinalHidden);
        Agreement.OfOutputs(spec, "final c", final.TryGetValue("c", out Rounded[]? c) ? c : [], result.FinalCell);
        ReferenceGradients exact = interpreter.Backpropagate(batch.Inputs, batch.Targets, null, batch.Training);
        Rounded evaluated = interpreter.Loss(batch.Inputs, batch.Targets, null, batch.Context);
        Agreement.OfOutputs(spec, "losses", [exact.Loss, evaluated], [result.Loss, result.Evaluated]);
        Agreement.OfGradients(spec, "gradient of h", exact.Initial[batch.Hidden], result.InitialHidden);
        Agreement.OfGradients(spec, "gradient of c", exact.Initial.TryGetValue("c", out Rounded[]? dc) ? dc : [], result.InitialCell);
        Agreement.OfGradients(spec, "gradient of the inputs", exact.Inputs, result.Inputs);
        Agreement.OfParameterGradients(spec, exact.Parameters, result.Gradients);
        return result;
    }

    private static void CheckAgainstDifferences(RnnSpec spec) => CheckAgainstDifferences(new ContextCase(spec, seed: 23));

    /// <summary>Checks the derived gradients of inputs and initial states.</summary>
    internal static void CheckAgainstDifferences(ContextCase batch)
    {
        RnnSpec spec = batch.Spec;
        var interpreter = new Interpreter(spec, batch.Parameters);
        ReferenceGradients gradients = interpreter.Backpropagate(batch.Inputs, batch.Targets, null, batch.Training);
        double Loss() => interpreter.Loss(batch.Inputs, batch.Targets, null, batch.Training).Value;
        CheckDifferences(spec, "input", batch.Inputs, gradients.Inputs, Loss);
        foreach ((string kind, double[] states) in batch.States)
        {
            CheckDifferences(spec, kind, states, gradients.Initial[kind], Loss);
        }
    }

    private static void CheckDifferences(RnnSpec spec, string what, double[] values, Rounded[] gradients, Func<double> loss)
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
            Agreement.OfDerivatives(spec, $"gradient of {what} {index}", expected, gradients[index]);
        }
    }

    private static float[] Floats(double[] values) => [.. values.Select(v => (float)v)];
}
