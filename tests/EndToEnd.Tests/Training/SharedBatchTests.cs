using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Batches that several threads share.</summary>
public sealed class SharedBatchTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(100)]
    [InlineData(Roommate.Weeks)]
    public void The_number_of_threads_changes_no_bit(int batchSize)
    {
        (int[] parameters, TrainingResult result) = Train(threads: 1, batchSize);

        foreach (int threads in new[] { 2, 3, 8, 20 })
        {
            (int[] shared, TrainingResult sharedResult) = Train(threads, batchSize);
            Assert.Equal(result.History, sharedResult.History);
            Assert.Equal(parameters, shared);
        }
    }

    /// <summary>One step over everything: what the shares add up to is the gradient of the whole batch, which plain descent shows.</summary>
    [Fact]
    public void Shares_add_up_to_the_batch()
    {
        (float[] inputs, float[] targets) = Weeks();
        var whole = new RoommateGru(seed: 1);
        var gradients = new RoommateGru.Gradients();
        float loss = whole.Backpropagate(inputs, targets, gradients);
        float[] expected = [.. whole.Parameters.Values.ToArray().Zip(gradients.Values.ToArray(), (p, g) => p - g)];

        var shared = new RoommateGru(seed: 1);
        TrainingResult result = new Trainer<RoommateGru>(shared, new Sgd { LearningRate = 1 }) { Threads = 2 }
            .Fit(inputs, targets, new FitOptions { Epochs = 1, BatchSize = Roommate.Weeks, Shuffle = false });

        Assert.Equal(loss, result.History[0].Loss, 1e-6f);
        Assert.All(expected.Zip(shared.Parameters.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Loss_weights_go_with_their_sequences()
    {
        (float[] inputs, float[] targets) = Weeks();
        float[] weights = [.. Enumerable.Range(0, Roommate.Weeks * RoommateGru.StepCount).Select(i => (float)(i % 3))];
        int[] Run(int threads)
        {
            var model = new RoommateGru(seed: 1);
            new Trainer<RoommateGru>(model, new Sgd()) { Threads = threads }.Fit(inputs, targets, new FitOptions
            {
                Epochs = 2,
                BatchSize = 64,
                LossWeights = weights,
            });
            return Floats.Bits(model.Parameters.Values);
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Fact]
    public void There_must_be_a_thread()
    {
        var trainer = new Trainer<RoommateGru>(new RoommateGru(), new Sgd());

        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Threads = 0);
        Assert.Equal(1, trainer.Threads);
    }

    private static (float[] Inputs, float[] Targets) Weeks()
    {
        int[] weeks = [.. Enumerable.Range(0, Roommate.Weeks)];
        return ([.. weeks.SelectMany(Roommate.Inputs)], [.. weeks.SelectMany(Roommate.Targets)]);
    }

    private static (int[] Parameters, TrainingResult Result) Train(int threads, int batchSize)
    {
        (float[] inputs, float[] targets) = Weeks();
        var model = new RoommateGru(seed: 1);
        TrainingResult result = new Trainer<RoommateGru>(model, new Adam { LearningRate = 0.01f }) { Threads = threads }
            .Fit(inputs, targets, new FitOptions { Epochs = 2, BatchSize = batchSize, Seed = 1 });
        return (Floats.Bits(model.Parameters.Values), result);
    }
}
