using System;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class DivergenceTests
{
    private static TrainingException Fails(LineModel model, float rate, float[] x, float[] y, FitOptions options) => Assert.Throws<TrainingException>(
        () => new Trainer<LineModel>(model, new Sgd { LearningRate = rate }).Fit(x, y, options with { Shuffle = false }));

    [Fact]
    public void A_parameter_that_was_not_finite_is_named()
    {
        TrainingException error = Fails(new LineModel(1, float.NaN), 0.1f, [1, 2], [1, 2], new FitOptions());
        Assert.StartsWith("The loss is NaN; the parameter b [1] holds NaN at element 0 in epoch 1, batch 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_overflows_is_named_with_epoch_and_batch_and_the_step_is_not_taken()
    {
        var model = new LineModel();
        TrainingException error = Fails(model, 0, [1, 1e30f], [1, 1L << 50], new FitOptions { BatchSize = 1 });

        Assert.StartsWith("The loss is 1.2676506E+30; the gradient of w [1, 1] holds -Infinity at element 0 in epoch 1, batch 2.", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 2), (error.Epoch, error.Batch));
        Assert.Equal(0, model.Slope);
    }

    [Fact]
    public void A_step_that_overflows_is_reported()
    {
        TrainingException error = Fails(new LineModel(), 1e38f, [1], [10], new FitOptions());
        Assert.StartsWith("The optimizer's step went too far; the parameter w [1, 1] holds Infinity at element 0 in epoch 1, batch 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Growing_steps_are_caught_in_a_later_epoch_and_the_best_weights_come_back()
    {
        // The error 0.1 is multiplied by 1 - 2 * 3 = -5 in each epoch; validation sees it grow from the first, w = 1.5, on.
        var model = new LineModel(w: 0.9f);
        TrainingException error = Fails(model, 3, [1, -1], [1, -1], new FitOptions { Epochs = 100, Validation = (new float[] { 1 }, new float[] { 1 }) });

        Assert.InRange(error.Epoch, 2, 99);
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
        Assert.Equal(1.5f, model.Slope, 1e-5f);
    }

    [Fact]
    public void A_validation_loss_that_overflows_is_reported_without_a_batch()
    {
        TrainingException error = Fails(new LineModel(1), 0, [1], [1], new FitOptions { Validation = (new float[] { 1e30f }, new float[] { 0 }) });
        Assert.StartsWith("The validation loss is Infinity in epoch 1.", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Batch);
    }
}
