using Unrolled;

namespace Weather;

/// <summary>
/// From the days before the test to a forecaster: first a rehearsal on the training years, watched on the validation year, for its curves;
/// then the same from the start on all years before the test, because a year is forecast the better the more others were trained on.
/// </summary>
internal static class Training
{
    /// <summary>
    /// Rehearses and trains. A final training that is cancelled is worth less than the rehearsal; what is then left is the rehearsal's
    /// best epoch.
    /// </summary>
    /// <returns>Null where the rehearsal was cancelled before its first epoch was over.</returns>
    public static TrainedForecaster? Run(KnownDays days, RunOptions options, CancellationToken cancellation)
    {
        Recipe recipe = Recipe.Chosen with { Epochs = options.Epochs };
        var run = new FitOptions
        {
            Seed = options.Seed,
            Progress = options.Quiet ? null : new ConsoleProgress(),
            CancellationToken = cancellation,
        };

        Announce($"Rehearsal on {Years.Training}, watched on {Years.Validation}");
        (Forecaster rehearsed, TrainingResult rehearsal) = recipe.Fit(days, [Years.Training], Years.Validation, run);
        if (rehearsal.BestEpoch == 0)
            return null;
        var best = new TrainedForecaster(rehearsed, Years.Training, LearningCurves.Of(rehearsal, rehearsed.Features));
        if (rehearsal.Cancelled)
            return best;

        Announce($"Training on {Years.BeforeTest}");
        (Forecaster final, TrainingResult training) = recipe.Fit(days, [Years.BeforeTest], null, run);
        return training.Cancelled ? best : best with { Forecaster = final, Years = Years.BeforeTest };

        void Announce(string stage)
        {
            if (!options.Quiet)
                Console.WriteLine(stage);
        }
    }
}

/// <summary>What training leaves behind.</summary>
/// <param name="Forecaster">The network.</param>
/// <param name="Years">What it was trained on.</param>
/// <param name="Rehearsal">How the rehearsal went.</param>
internal sealed record TrainedForecaster(Forecaster Forecaster, Years Years, LearningCurves Rehearsal);

/// <summary>The root mean squared error after each epoch, in degrees Celsius.</summary>
/// <param name="Training">Over the training years, while the weights were changing.</param>
/// <param name="Validation">Over the validation year, at the end of the epoch.</param>
/// <param name="BestEpoch">The epoch of the lowest validation error, counted from 1.</param>
internal sealed record LearningCurves(double[] Training, double[] Validation, int BestEpoch)
{
    /// <summary>Turns losses, which are mean squared errors in the network's own unit, into degrees.</summary>
    public static LearningCurves Of(TrainingResult result, Features features) => new(
        [.. result.History.Select(epoch => Math.Sqrt(epoch.Loss) * features.DegreesPerUnit)],
        [.. result.History.Select(epoch => Math.Sqrt(epoch.ValidationLoss ?? double.NaN) * features.DegreesPerUnit)],
        result.BestEpoch);
}
