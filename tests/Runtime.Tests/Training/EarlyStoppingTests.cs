using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Unrolled.Runtime.Tests;

/// <summary>A slope that training draws from 0 to 2 while validation likes it best at 1: the validation loss falls, turns and rises.</summary>
public class EarlyStoppingTests
{
    private static readonly float[] s_x = [-1, 1];
    private static readonly float[] s_twice = [-2, 2];

    private static FitOptions Options => new() { Epochs = 60, BatchSize = 2, Validation = (s_x, s_x) };

    private static (LineModel Model, TrainingResult Result) Fit(FitOptions options)
    {
        var model = new LineModel();
        return (model, new Trainer<LineModel>(model, new Sgd { LearningRate = 0.05f }).Fit(s_x, s_twice, options));
    }

    private static int LowestEpoch(IEnumerable<EpochResult> history) => history.MinBy(epoch => epoch.ValidationLoss)!.Epoch;

    [Fact]
    public void Stops_when_patience_ends_and_restores_the_best_weights()
    {
        (LineModel model, TrainingResult result) = Fit(Options with { Patience = 4 });

        Assert.True(result.StoppedEarly);
        Assert.Equal(LowestEpoch(result.History), result.BestEpoch);
        Assert.Equal(result.BestEpoch + 4, result.EpochsRun);
        Assert.InRange(result.BestEpoch, 2, 20);
        Assert.Equal(result.Best!.ValidationLoss, model.Evaluate(s_x, s_x));
        Assert.NotEqual(result.History[^1].ValidationLoss, model.Evaluate(s_x, s_x));
    }

    [Fact]
    public void Without_patience_all_epochs_run_and_the_best_weights_are_restored()
    {
        (LineModel model, TrainingResult result) = Fit(Options);

        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        Assert.Equal(60, result.EpochsRun);
        Assert.Equal(LowestEpoch(result.History), result.BestEpoch);
        Assert.Equal(1, model.Slope, 0.1f);
    }

    [Fact]
    public void The_last_weights_are_kept_on_request_and_without_validation()
    {
        Assert.Equal(2, Fit(Options with { RestoreBest = false }).Model.Slope, 0.01f);
        (LineModel model, TrainingResult result) = Fit(Options with { Validation = null });
        Assert.Equal(2, model.Slope, 0.01f);
        Assert.Null(result.History[0].ValidationLoss);
        Assert.Equal(result.History.MinBy(epoch => epoch.Loss)!.Epoch, result.BestEpoch);
    }

    [Fact]
    public void Cancelling_stops_before_the_next_batch_and_keeps_the_best_weights()
    {
        using var source = new CancellationTokenSource();
        var watcher = new Watcher(progress =>
        {
            if (progress is { Epoch: 30, Batch: 1 })
                source.Cancel();
        });
        (LineModel model, TrainingResult result) = Fit(Options with { BatchSize = 1, Progress = watcher, CancellationToken = source.Token });

        Assert.True(result.Cancelled);
        Assert.Equal(29, result.EpochsRun);
        Assert.Equal(59, model.Batches.Count);
        Assert.Equal(result.Best!.ValidationLoss, model.Evaluate(s_x, s_x));
        Assert.Equal(watcher.Reports[^2] with { IsLast = true }, watcher.Reports[^1]);
    }

    [Fact]
    public void Cancelled_before_it_began_training_changes_nothing()
    {
        (LineModel model, TrainingResult result) = Fit(Options with { CancellationToken = new CancellationToken(canceled: true) });

        Assert.True(result.Cancelled);
        Assert.Equal((0, 0), (result.EpochsRun, result.BestEpoch));
        Assert.Null(result.Best);
        Assert.Equal(0, model.Slope);
    }

    [Fact]
    public void Progress_is_reported_for_every_batch_and_the_last_of_an_epoch_has_been_validated()
    {
        var watcher = new Watcher(_ => { });
        (_, TrainingResult result) = Fit(Options with { Epochs = 3, BatchSize = 1, Progress = watcher });

        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)], watcher.Reports.Select(p => (p.Epoch, p.Batch)));
        Assert.All(watcher.Reports, p => Assert.Equal((3, 2, p is { Epoch: 3, Batch: 2 }), (p.Epochs, p.Batches, p.IsLast)));
        Assert.All(watcher.Reports, p => Assert.Equal(p.Batch == 2 ? result.History[p.Epoch - 1].ValidationLoss : null, p.ValidationLoss));
        Assert.Equal(result.History.Select(epoch => epoch.Loss), watcher.Reports.Where(p => p.Batch == 2).Select(p => p.Loss));
        Assert.Equal([1 / 6.0, 2 / 6.0, 3 / 6.0, 4 / 6.0, 5 / 6.0, 1], watcher.Reports.Select(p => p.Fraction));
        Assert.Equal(watcher.Reports.Select(p => p.Elapsed), watcher.Reports.Select(p => p.Elapsed).Order());
    }

    private sealed class Watcher(Action<TrainingProgress> then) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            then(value);
        }
    }
}
