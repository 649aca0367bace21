using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Streams;

/// <summary>States that a batch begins and ends with.</summary>
public sealed class StateTests
{
    private const int Batch = 7;

    [Fact]
    public void Batches_that_carry_their_states_on_give_the_bits_of_streams()
    {
        var model = new LstmOfThreeLayers();
        float[][] batches = [.. Enumerable.Range(0, 3).Select(seed => new Sequences(model, Batch, seed).Inputs)];
        var states = new LstmOfThreeLayers.States(Batch);
        var outputs = new float[Batch * LstmOfThreeLayers.OutputLength];
        Stream[] streams = [.. Enumerable.Range(0, Batch).Select(_ => model.OpenStream())];
        var streamed = new float[LstmOfThreeLayers.OutputSize];

        foreach (float[] inputs in batches)
        {
            model.Predict(inputs, outputs, new() { Initial = states, Final = states });

            for (int sequence = 0; sequence < Batch; sequence++)
            {
                for (int step = 0; step < LstmOfThreeLayers.StepCount; step++)
                {
                    int at = (sequence * LstmOfThreeLayers.StepCount) + step;
                    streams[sequence].Step(inputs.AsSpan(at * LstmOfThreeLayers.InputSize, LstmOfThreeLayers.InputSize), streamed);
                    Assert.Equal(Floats.Bits(streamed), Floats.Bits(outputs.AsSpan(at * streamed.Length, streamed.Length)));
                }
            }
        }

        Assert.Equal(Floats.Bits(streams[^1].Hidden), Floats.Bits(states.Hidden(2)[^LstmOfThreeLayers.HiddenSize..]));
        Assert.Equal(Floats.Bits(streams[^1].Cell), Floats.Bits(states.Cell(2)[^LstmOfThreeLayers.HiddenSize..]));
    }

    [Fact]
    public void A_cleared_sequence_begins_anew_and_the_others_go_on()
    {
        var model = new GruWithStates();
        float[] inputs = new Sequences(model, Batch, seed: 1).Inputs;
        var states = new GruWithStates.States(Batch);
        var first = new float[Batch * GruWithStates.OutputLength];
        var second = new float[first.Length];

        model.Predict(inputs, first, new() { Final = states });
        states.Clear(sequence: 2);
        model.Predict(inputs, second, new() { Initial = states });

        for (int sequence = 0; sequence < Batch; sequence++)
        {
            ReadOnlySpan<float> Of(float[] outputs) => outputs.AsSpan(sequence * GruWithStates.OutputLength, GruWithStates.OutputLength);
            Assert.Equal(sequence == 2, Of(first).SequenceEqual(Of(second)));
        }
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_sequence_does_not_matter()
    {
        var model = new GruOfAnyLength();
        int[] lengths = [5, 0, 3, 3, 1, 5, 2];
        var sequences = new Sequences(model, Batch, seed: 1);
        float[] poisoned = [.. sequences.Inputs];
        for (int sequence = 0; sequence < Batch; sequence++)
            poisoned.AsSpan(sequence * GruOfAnyLength.InputLength, GruOfAnyLength.InputLength)[(lengths[sequence] * GruOfAnyLength.InputSize)..].Fill(float.NaN);

        (int[] outputs, int[] gradients) clean = Run(sequences.Inputs);
        (int[] outputs, int[] gradients) poisonedResults = Run(poisoned);

        Assert.Equal(clean.outputs, poisonedResults.outputs);
        Assert.Equal(clean.gradients, poisonedResults.gradients);

        (int[] Outputs, int[] Gradients) Run(float[] inputs)
        {
            var predicted = new float[Batch * GruOfAnyLength.OutputLength];
            var gradients = new GruOfAnyLength.Gradients();
            model.Predict(inputs, lengths, predicted);
            float loss = model.Backpropagate(inputs, lengths, sequences.Targets, gradients);
            Assert.True(float.IsFinite(loss));
            Assert.Equal(loss, model.Evaluate(inputs, lengths, sequences.Targets));
            return (Floats.Bits(predicted), Floats.Bits(gradients.Values));
        }
    }

    [Fact]
    public void A_shorter_sequence_gives_the_bits_of_a_stream_and_then_its_last_output()
    {
        var model = new LstmOfAnyLength();
        float[] inputs = new Sequences(model, 1, seed: 1).Inputs;
        var outputs = new float[LstmOfAnyLength.OutputLength];
        Stream stream = model.OpenStream();
        var streamed = new float[LstmOfAnyLength.OutputSize];

        model.Predict(inputs, [3], outputs);

        for (int step = 0; step < LstmOfAnyLength.StepCount; step++)
        {
            if (step < 3)
                stream.Step(inputs.AsSpan(step * LstmOfAnyLength.InputSize, LstmOfAnyLength.InputSize), streamed);
            Assert.Equal(Floats.Bits(streamed), Floats.Bits(outputs.AsSpan(step * streamed.Length, streamed.Length)));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        var model = new LstmOfAnyLength();
        var inputs = new float[2 * LstmOfAnyLength.InputLength];
        var outputs = new float[2 * LstmOfAnyLength.OutputLength];

        Refuses("lengths has 1 elements; it must have 2", () => model.Predict(inputs, [3], outputs));
        Refuses("lengths has 6 for sequence 1; it must be from 0 to 5", () => model.Predict(inputs, [3, 6], outputs));
        Refuses("lengths has -1 for sequence 0; it must be from 0 to 5", () => model.Predict(inputs, [-1, 5], outputs));
        Refuses("context.Initial has the states of 3 sequences; the batch has 2", () => model.Predict(inputs, outputs, new() { Initial = new LstmOfAnyLength.States(3) }));
        Refuses("context.Final was made for another model", () => model.Predict(inputs, outputs, new() { Final = new GruOfAnyLength.States(2) }));
        Refuses("context.InputGradients is what Backpropagate gives", () => model.Predict(inputs, outputs, new() { InputGradients = new float[3] }));
        Refuses(
            "context.InputGradients has 3 floats; it must have 30",
            () => model.Backpropagate(inputs, outputs, new LstmOfAnyLength.Gradients(), new BatchContext { InputGradients = new float[3] }));
        Refuses("declare it with VariableLength = true", () => new GruWithStates().Predict(inputs, outputs, new() { Lengths = [3, 3] }));
        Assert.All(outputs, output => Assert.Equal(0, output));

        static void Refuses(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }
}
