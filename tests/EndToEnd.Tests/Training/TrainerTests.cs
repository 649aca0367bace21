using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Generated models learn real tasks through the trainer, and learn them to the same bits every time.</summary>
public sealed class TrainerTests
{
    [Fact]
    public void A_GRU_learns_all_weeks_of_the_roommate_from_half_of_them()
    {
        int[] weeks = [.. Enumerable.Range(0, Roommate.Weeks)];
        new Random(1).Shuffle(weeks);
        (RoommateGru model, TrainingResult result) = Train(weeks[..(Roommate.Weeks / 2)]);

        Assert.True(result.History[^1].Loss < 0.01, $"the loss is {result.History[^1].Loss}");
        Assert.All(weeks, week => Assert.Equal(Roommate.DishesOf(week), Predict(model, week)));
    }

    [Fact]
    public void Two_runs_give_the_same_bits()
    {
        int[] weeks = [.. Enumerable.Range(0, 100)];
        (RoommateGru first, TrainingResult firstResult) = Train(weeks, epochs: 3);
        (RoommateGru second, TrainingResult secondResult) = Train(weeks, epochs: 3);

        Assert.Equal(firstResult.History, secondResult.History);
        Assert.Equal(Floats.Bits(first.Parameters.Values), Floats.Bits(second.Parameters.Values));
    }

    /// <summary>Hochreiter and Schmidhuber's adding problem (1997), short. Always saying the mean gives 1/6, the variance of half a sum of two numbers.</summary>
    [Fact]
    public void An_LSTM_learns_to_add()
    {
        (float[] inputs, float[] targets) = Additions(1000, seed: 1);
        (float[] heldInputs, float[] heldTargets) = Additions(200, seed: 2);
        var model = new AddingLstm(seed: 1);
        float untrained = model.Evaluate(heldInputs, heldTargets);

        TrainingResult result = new Trainer<AddingLstm>(model, new Adam { LearningRate = 0.02f }).Fit(inputs, targets, new FitOptions
        {
            Epochs = 40,
            BatchSize = 20,
            ClipNorm = 1,
            Validation = (heldInputs, heldTargets),
        });

        float loss = model.Evaluate(heldInputs, heldTargets);
        Assert.True(untrained > 0.1f, $"before training the loss is {untrained}");
        Assert.True(loss < 0.005f, $"the loss is {loss}");
        Assert.Equal(result.Best!.ValidationLoss, loss);
    }

    private static (RoommateGru Model, TrainingResult Result) Train(int[] weeks, int epochs = 60)
    {
        var model = new RoommateGru(seed: 1);
        float[] inputs = [.. weeks.SelectMany(Roommate.Inputs)];
        float[] targets = [.. weeks.SelectMany(Roommate.Targets)];
        var options = new FitOptions { Epochs = epochs, BatchSize = 16, Seed = 1 };
        return (model, new Trainer<RoommateGru>(model, new Adam { LearningRate = 0.01f }).Fit(inputs, targets, options));
    }

    private static IEnumerable<int> Predict(RoommateGru model, int week)
    {
        var outputs = new float[RoommateGru.OutputLength];
        model.Predict(Roommate.Inputs(week), outputs);
        return outputs.Chunk(RoommateGru.OutputSize).Select(dish => Array.IndexOf(dish, dish.Max()));
    }

    private static (float[] Inputs, float[] Targets) Additions(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[count * AddingLstm.InputLength];
        var targets = new float[count];
        for (int index = 0; index < count; index++)
        {
            Span<float> sequence = inputs.AsSpan(index * AddingLstm.InputLength, AddingLstm.InputLength);
            for (int step = 0; step < AddingLstm.StepCount; step++)
                sequence[2 * step] = (2 * random.NextSingle()) - 1;
            int first = random.Next(AddingLstm.StepCount / 2);
            int second = random.Next(AddingLstm.StepCount / 2, AddingLstm.StepCount);
            sequence[(2 * first) + 1] = sequence[(2 * second) + 1] = 1;
            targets[index] = (sequence[2 * first] + sequence[2 * second]) / 2;
        }

        return (inputs, targets);
    }
}
