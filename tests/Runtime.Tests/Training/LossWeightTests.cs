using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

/// <summary>Loss weights on their way through the trainer.</summary>
public class LossWeightTests
{
    private static readonly float[] s_inputs = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

    private static readonly float[] s_targets = [.. Enumerable.Range(0, 10).Select(i => i < 5 ? 0f : 100f)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_stay_with_their_sequences_and_the_loss_is_their_weighted_mean(bool shuffle)
    {
        float[] weights = [.. Enumerable.Range(0, 10).Select(i => i / 4f)];
        TrainingResult result = Fit(new LineModel(w: 1), new FitOptions { Epochs = 1, BatchSize = 3, Shuffle = shuffle, LossWeights = weights });
        double expected = s_inputs.Select((x, i) => weights[i] * Math.Pow(x - s_targets[i], 2)).Sum() / weights.Sum();
        Assert.Equal(expected, result.History[0].Loss, 1e-3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sequences_without_weight_teach_nothing(bool shuffle)
    {
        // The last five have targets of another line; y = 0 is learnt to the end.
        var model = new LineModel(w: 1);
        float[] weights = [.. Enumerable.Range(0, 10).Select(i => i < 5 ? 1f : 0f)];
        TrainingResult result = Fit(model, new FitOptions { Epochs = 400, BatchSize = 5, Shuffle = shuffle, LossWeights = weights }, rate: 0.03f);
        Assert.Equal(0, result.History[^1].Loss, 1e-5);
        Assert.Equal(0, model.Slope, 1e-3);
    }

    [Fact]
    public void An_equal_weight_of_all_changes_nothing()
    {
        var plain = new LineModel(w: 1);
        var weighted = new LineModel(w: 1);
        TrainingResult without = Fit(plain, new FitOptions { Epochs = 2, BatchSize = 4 }, rate: 0.01f);
        TrainingResult with = Fit(weighted, new FitOptions { Epochs = 2, BatchSize = 4, LossWeights = new float[] { 2 } }, rate: 0.01f);
        Assert.Equal(without.History[^1].Loss, with.History[^1].Loss, 1e-3f);
        Assert.Equal(plain.Slope, weighted.Slope, 1e-5f);
    }

    [Fact]
    public void Validation_has_weights_of_its_own()
    {
        TrainingResult result = Fit(new LineModel(w: 1), new FitOptions
        {
            Epochs = 1,
            Validation = (new float[] { 1, 2 }, new float[] { 0, 5 }),
            ValidationLossWeights = new float[] { 3, 1 },
        });
        Assert.Equal(((3 * 1) + (1 * 9)) / 4f, result.History[0].ValidationLoss!.Value, 1e-6f);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_before_training()
    {
        var model = new LineModel();
        Assert.Throws<ArgumentException>("LossWeights", () => Fit(model, new FitOptions { LossWeights = new float[3] }));
        Assert.Throws<ArgumentException>("LossWeights", () => Fit(model, new FitOptions { LossWeights = new float[] { -1 } }));
        Assert.Throws<ArgumentException>("ValidationLossWeights", () => Fit(model, new FitOptions { ValidationLossWeights = new float[] { 1 } }));
        Assert.Empty(model.Batches);
    }

    private static TrainingResult Fit(LineModel model, FitOptions options, float rate = 0) =>
        new Trainer<LineModel>(model, new Sgd { LearningRate = rate }).Fit(s_inputs, s_targets, options);
}
