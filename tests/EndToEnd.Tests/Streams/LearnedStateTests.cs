using System;
using System.IO;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Streams;

/// <summary>Learned initial states in batches, streams, files and training.</summary>
public sealed class LearnedStateTests
{
    private const int Batch = 7;

    [Fact]
    public void They_begin_at_zero_as_models_without_them_do()
    {
        var with = new GruWithLearnedStates(seed: 3);
        var without = new GruWithStates(seed: 3);
        var sequences = new Sequences(with, Batch, seed: 1);
        var expected = new float[sequences.Outputs.Length];

        with.Predict(sequences.Inputs, sequences.Outputs);
        without.Predict(sequences.Inputs, expected);

        Assert.Equal(Floats.Bits(without.Parameters.Values), Floats.Bits(with.Parameters.Values[..without.Parameters.Length]));
        Assert.All(with.Parameters["h0_l0"].Values.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(Floats.Bits(expected), Floats.Bits(sequences.Outputs));
    }

    [Fact]
    public void A_stream_from_the_initial_state_gives_the_bits_of_the_batch()
    {
        GruWithLearnedStates model = Drawn();
        var sequences = new Sequences(model, Batch, seed: 1);
        model.Predict(sequences.Inputs, sequences.Outputs);
        var output = new float[GruWithLearnedStates.OutputSize];
        for (int sequence = 0; sequence < Batch; sequence++)
        {
            GruWithLearnedStates.State state = model.InitialState();
            Assert.Equal(model.Parameters["h0_l0"].Values.ToArray(), state.Hidden().ToArray());
            for (int at = sequence * GruWithLearnedStates.StepCount; at < (sequence + 1) * GruWithLearnedStates.StepCount; at++)
            {
                model.Step(sequences.Inputs.AsSpan(at * GruWithLearnedStates.InputSize, GruWithLearnedStates.InputSize), ref state, output);
                Assert.Equal(Floats.Bits(output), Floats.Bits(sequences.Outputs.AsSpan(at * output.Length, output.Length)));
            }
        }
    }

    [Fact]
    public void Reset_states_are_the_learned_ones_of_every_layer_and_direction()
    {
        var model = new LstmLayersWithLearnedStates();
        model.Parameters.CopyFrom(Values(model.Parameters.Length));
        var states = new LstmLayersWithLearnedStates.States(Batch);
        var gradients = new LstmLayersWithLearnedStates.Gradients();
        var sequences = new Sequences(model, Batch, seed: 1);
        var given = new float[sequences.Outputs.Length];

        Assert.Throws<ArgumentOutOfRangeException>(() => model.Reset(states, Batch));
        Assert.Throws<ArgumentNullException>(() => model.Reset(null!));
        model.Reset(states, sequence: 2);
        Assert.Equal(model.Parameters["h0_l1_reverse"].Values.ToArray(), states.Hidden(1, backward: true)[14..21].ToArray());
        Assert.Equal(model.Parameters["c0_l0"].Values.ToArray(), states.Cell()[14..21].ToArray());
        Assert.All(states.Hidden(1, backward: true)[21..].ToArray(), value => Assert.Equal(0, value));
        model.Reset(states);
        model.Predict(sequences.Inputs, given, new() { Initial = states });
        model.Predict(sequences.Inputs, sequences.Outputs);
        model.Backpropagate(sequences.Inputs, sequences.Targets, gradients, new() { Initial = states });

        Assert.Equal(Floats.Bits(sequences.Outputs), Floats.Bits(given));
        Assert.All(gradients["c0_l1"].Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Their_gradients_are_the_sums_of_those_of_the_sequences_states()
    {
        var model = new LstmLayersWithLearnedStates();
        model.Parameters.CopyFrom(Values(model.Parameters.Length));
        var sequences = new Sequences(model, Batch, seed: 1);
        var gradients = new LstmLayersWithLearnedStates.Gradients();
        var ofStates = new LstmLayersWithLearnedStates.States(Batch);

        model.Backpropagate(sequences.Inputs, sequences.Targets, gradients, new() { InitialGradients = ofStates });

        float[] expected = [.. Enumerable.Range(0, 7).Select(unit => Enumerable.Range(0, Batch).Aggregate(0f, (sum, sequence) => sum + ofStates.Cell(1, backward: true)[(sequence * 7) + unit]))];
        Assert.Equal(Floats.Bits(expected), Floats.Bits(gradients["c0_l1_reverse"].Values));
        Assert.DoesNotContain(0, expected);
    }

    [Fact]
    public void A_file_without_them_is_refused_with_their_names_and_one_with_them_is_read()
    {
        GruWithLearnedStates model = Drawn();
        using var without = new MemoryStream();
        new GruWithStates().Parameters.Save(without);
        without.Position = 0;
        using var with = new MemoryStream();
        model.Parameters.Save(with);
        with.Position = 0;
        var loaded = new GruWithLearnedStates();

        WeightsFormatException error = Assert.Throws<WeightsFormatException>(() => loaded.Parameters.Load(without));
        loaded.Parameters.Load(with);

        Assert.Contains("h0_l0", error.Message, StringComparison.Ordinal);
        Assert.Equal(Floats.Bits(model.Parameters.Values), Floats.Bits(loaded.Parameters.Values));
    }

    [Fact]
    public void Training_learns_them_with_the_same_bits_on_any_number_of_threads()
    {
        float[] Train(int threads)
        {
            var model = new GruWithLearnedStates(seed: 1);
            var sequences = new Sequences(model, 100, seed: 1);
            new Trainer<GruWithLearnedStates>(model, new Adam()) { Threads = threads }
                .Fit(sequences.Inputs, sequences.Targets, new FitOptions { Epochs = 2, BatchSize = 50 });
            return model.Parameters.Values.ToArray();
        }

        float[] once = Train(1);

        Assert.Equal(Floats.Bits(once), Floats.Bits(Train(3)));
        Assert.DoesNotContain(0, once[^GruWithLearnedStates.HiddenSize..]);
    }

    [Fact]
    public void Streams_begin_each_epoch_at_them_and_the_first_window_teaches_them()
    {
        const int Streams = 3, Windows = 4;
        var trained = new GruWithLearnedStates(seed: 5);
        var byHand = new GruWithLearnedStates(seed: 5);
        var data = new Sequences(trained, Streams * Windows, seed: 2);

        new Trainer<GruWithLearnedStates>(trained, new Sgd { LearningRate = 0.1f }).FitStreams(data.Inputs, data.Targets, Streams, new FitOptions { Epochs = 2 });

        var optimizer = new Sgd { LearningRate = 0.1f };
        var gradients = new GruWithLearnedStates.Gradients();
        var states = new GruWithLearnedStates.States(Streams);
        for (int step = 0; step < 2 * Windows; step++)
        {
            int window = step % Windows;
            float[] Of(float[] all, int length) => [.. Enumerable.Range(0, Streams).SelectMany(stream => all.Skip(((stream * Windows) + window) * length).Take(length))];
            gradients.Clear();
            byHand.Backpropagate(
                Of(data.Inputs, GruWithLearnedStates.InputLength),
                Of(data.Targets, GruWithLearnedStates.OutputLength),
                gradients,
                new() { Initial = window == 0 ? null : states, Final = states });
            Assert.Equal(window == 0, gradients["h0_l0"].Values.IndexOfAnyExcept(0f) >= 0);
            optimizer.Step(byHand, gradients);
        }

        Assert.Equal(Floats.Bits(byHand.Parameters.Values), Floats.Bits(trained.Parameters.Values));
    }

    private static GruWithLearnedStates Drawn()
    {
        var model = new GruWithLearnedStates(seed: 3);
        model.Parameters.CopyFrom(Values(model.Parameters.Length));
        return model;
    }

    /// <summary>Numbers between -0.5 and 0.5, none of them zero.</summary>
    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 37 % 101) - 50.5f) / 101)];
}
