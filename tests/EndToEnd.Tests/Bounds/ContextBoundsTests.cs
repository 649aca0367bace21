using System;
using System.Linq;
using System.Runtime.InteropServices;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Bounds;

/// <summary>
/// Nor are the spans that come in a batch's context: lengths, weights of the loss, gradients of the inputs. What stands in the inputs behind a
/// sequence's end is NaN as well.
/// </summary>
public sealed class ContextBoundsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Models_of_any_length_stay_inside(int batch) =>
        Assert.All<ITestModel>([new LstmOfAnyLength(), new GruOfAnyLength(), new LstmLayersOfAnyLength()], model => CheckInside(model, batch));

    private static void CheckInside(ITestModel model, int batch)
    {
        var sequences = new Sequences(model, batch, seed: batch);
        int[] lengths = [.. Enumerable.Range(batch, batch).Select(sequence => ((5 * sequence) + 4) % (model.StepCount + 1))];
        float[] lossWeights = [.. Floats.Uniform(batch * model.OutputLength / model.OutputSize, seed: 3).Select(Math.Abs)];
        float[] poisoned = [.. sequences.Inputs];
        for (int sequence = 0; sequence < batch; sequence++)
            poisoned.AsSpan(sequence * model.InputLength, model.InputLength)[(lengths[sequence] * model.InputSize)..].Fill(float.NaN);
        using var inputs = new PoisonedPage(poisoned);
        using var outputs = new PoisonedPage(sequences.Outputs.Length);
        using var targets = new PoisonedPage(sequences.Targets);
        using var weights = new PoisonedPage(lossWeights);
        using var inputGradients = new PoisonedPage(poisoned.Length);
        using var ends = new PoisonedPage(MemoryMarshal.Cast<int, float>(lengths).ToArray());

        int[] states = Run(
            model, inputs.Span, outputs.Span, targets.Span,
            new() { Lengths = MemoryMarshal.Cast<float, int>(ends.Span), LossWeights = weights.Span, InputGradients = inputGradients.Span });

        var expectedOutputs = new float[sequences.Outputs.Length];
        var expectedGradients = new float[poisoned.Length];
        int[] expected = Run(
            model, sequences.Inputs, expectedOutputs, sequences.Targets,
            new() { Lengths = lengths, LossWeights = lossWeights, InputGradients = expectedGradients });
        Assert.Equal(expected, states);
        Assert.Equal(Floats.Bits(expectedOutputs), Floats.Bits(outputs.Span));
        Assert.Equal(Floats.Bits(expectedGradients), Floats.Bits(inputGradients.Span));
        Assert.All(expectedOutputs.Concat(expectedGradients), value => Assert.True(float.IsFinite(value)));
        outputs.CheckPoison();
        inputGradients.CheckPoison();
        inputs.CheckUntouched(poisoned);
        targets.CheckUntouched(sequences.Targets);
        weights.CheckUntouched(lossWeights);
        ends.CheckUntouched(MemoryMarshal.Cast<int, float>(lengths).ToArray());
    }

    /// <summary>Writes the outputs and the gradients of the inputs, and gives the bits of all else.</summary>
    private static int[] Run(ITestModel model, ReadOnlySpan<float> inputs, Span<float> outputs, ReadOnlySpan<float> targets, BatchContext context)
    {
        int batch = context.Lengths.Length;
        States initial = model.NewStates(batch);
        States final = model.NewStates(batch);
        States initialGradients = model.NewStates(batch);
        Gradients gradients = model.NewGradients();
        Floats.Uniform(initial.AllHidden.Length, seed: 4).CopyTo(initial.AllHidden);

        model.Predict(inputs, outputs, new() { Lengths = context.Lengths, Initial = initial, Final = final });
        float loss = model.Backpropagate(
            inputs,
            targets,
            gradients,
            new BatchContext
            {
                Lengths = context.Lengths,
                LossWeights = context.LossWeights,
                Initial = initial,
                InitialGradients = initialGradients,
                InputGradients = context.InputGradients,
            });
        float evaluated = model.Evaluate(inputs, targets, new BatchContext { Lengths = context.Lengths, LossWeights = context.LossWeights, Initial = initial });
        return
        [
            .. Floats.Bits([loss, evaluated]),
            .. Floats.Bits(final.AllHidden),
            .. Floats.Bits(initialGradients.AllHidden),
            .. Floats.Bits(gradients.Values),
        ];
    }
}
