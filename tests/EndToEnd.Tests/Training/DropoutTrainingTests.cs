using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Dropout as the trainer and loops of one's own turn it on.</summary>
public sealed class DropoutTrainingTests
{
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, Roommate.Weeks).SelectMany(Roommate.Inputs)];
    private static readonly float[] s_targets = [.. Enumerable.Range(0, Roommate.Weeks).SelectMany(Roommate.Targets)];

    [Fact]
    public void Training_is_repeated_by_its_seed_on_any_number_of_threads_and_by_no_other()
    {
        int[] once = Train(threads: 1, seed: 1);

        Assert.Equal(once, Train(threads: 1, seed: 1));
        Assert.Equal(once, Train(threads: 3, seed: 1));
        Assert.NotEqual(once, Train(threads: 1, seed: 2));
    }

    /// <summary>The first batch of an epoch is not that of the next: its masks are others, though its sequences are the same.</summary>
    [Fact]
    public void Every_batch_of_every_epoch_has_masks_of_its_own()
    {
        // A step of no length leaves the weights as they are, so that losses differ by the masks alone.
        TrainingResult result = new Trainer<RoommateStack>(new RoommateStack(seed: 1), new Sgd { LearningRate = 1e-30f })
            .Fit(s_inputs, s_targets, new FitOptions { Epochs = 4, BatchSize = Roommate.Weeks, Shuffle = false });

        Assert.Equal(4, result.History.Select(epoch => epoch.Loss).Distinct().Count());
    }

    [Fact]
    public void Windows_of_streams_have_masks_of_their_own_and_are_repeated_by_the_seed()
    {
        float[] Losses(ulong seed) => [.. new Trainer<RoommateStack>(new RoommateStack(seed: 1), new Sgd { LearningRate = 1e-30f })
            .FitStreams(s_inputs, s_targets, streams: 3, new FitOptions { Epochs = 3, Seed = seed }).History.Select(epoch => epoch.Loss)];

        Assert.Equal(Losses(1), Losses(1));
        Assert.Equal(3, Losses(1).Distinct().Count());
        Assert.NotEqual(Losses(1), Losses(2));
    }

    [Fact]
    public void Validation_drops_nothing()
    {
        var model = new RoommateStack(seed: 1);
        TrainingResult result = new Trainer<RoommateStack>(model, new Sgd { LearningRate = 1e-30f })
            .Fit(s_inputs, s_targets, new FitOptions { Epochs = 1, Validation = (s_inputs, s_targets) });

        Assert.Equal(model.Evaluate(s_inputs, s_targets), result.History[0].ValidationLoss);
    }

    /// <summary>What is dropped of a sequence hangs on its place in the whole batch, not on the parts in which it is computed.</summary>
    [Fact]
    public void Parts_of_a_batch_add_up_to_it()
    {
        const int Batch = 48;
        var model = new RoommateStack(seed: 1);
        var whole = new RoommateStack.Gradients();
        var parts = new double[RoommateStack.ParameterCount];
        float loss = Backpropagate(model, 0, Batch, whole);

        double sum = 0;
        foreach ((int first, int count) in new[] { (0, 1), (1, 6), (7, 25), (32, 16) })
        {
            var part = new RoommateStack.Gradients();
            sum += Backpropagate(model, first, count, part) * (double)count / Batch;
            for (int index = 0; index < parts.Length; index++)
                parts[index] += (double)part.Values[index] * count / Batch;
        }

        Assert.Equal(loss, sum, 1e-6);
        Assert.All(whole.Values.ToArray().Zip(parts), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void What_does_not_train_refuses_a_seed()
    {
        var model = new LstmWithDropout(seed: 1);
        var data = new Sequences(model, 2, seed: 1);

        Assert.Contains(
            "context.DropoutSeed is of training",
            Assert.Throws<ArgumentException>(() => model.Predict(data.Inputs, data.Outputs, new BatchContext { DropoutSeed = 1 })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Evaluate(data.Inputs, data.Targets, new BatchContext { DropoutSeed = 1 }));
        Assert.Contains(
            "context.FirstSequence is -1; it must not be negative",
            Assert.Throws<ArgumentException>(
                () => model.Backpropagate(data.Inputs, data.Targets, new LstmWithDropout.Gradients(), new BatchContext { DropoutSeed = 1, FirstSequence = -1 })).Message,
            StringComparison.Ordinal);
    }

    /// <summary>A loop of one's own need not ask whether there is something to drop.</summary>
    [Fact]
    public void A_model_without_dropout_makes_nothing_of_a_seed()
    {
        var model = new LstmOfThreeLayers(seed: 1);
        var data = new Sequences(model, 5, seed: 1);
        var with = new LstmOfThreeLayers.Gradients();
        var without = new LstmOfThreeLayers.Gradients();

        model.Backpropagate(data.Inputs, data.Targets, with, new BatchContext { DropoutSeed = 1 });
        model.Backpropagate(data.Inputs, data.Targets, without, default(BatchContext));

        Assert.Equal(Floats.Bits(without.Values), Floats.Bits(with.Values));
    }

    private static float Backpropagate(RoommateStack model, int first, int count, Gradients gradients) => model.Backpropagate(
        s_inputs.AsSpan(first * RoommateStack.InputLength, count * RoommateStack.InputLength),
        s_targets.AsSpan(first * RoommateStack.OutputLength, count * RoommateStack.OutputLength),
        gradients,
        new BatchContext { DropoutSeed = 11, FirstSequence = first });

    private static int[] Train(int threads, ulong seed)
    {
        var model = new RoommateStack(seed: 1);
        new Trainer<RoommateStack>(model, new Adam { LearningRate = 0.01f }) { Threads = threads }
            .Fit(s_inputs, s_targets, new FitOptions { Epochs = 2, BatchSize = 64, Seed = seed, Shuffle = false });
        return Floats.Bits(model.Parameters.Values);
    }
}
