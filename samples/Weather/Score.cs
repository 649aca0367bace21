using System.Globalization;

namespace Weather;

/// <summary>How far forecasts are from the truth, in degrees Celsius.</summary>
/// <param name="Name">Who forecasts.</param>
/// <param name="Rmse">The root of the mean squared error.</param>
/// <param name="MeanAbsoluteError">The mean size of the error.</param>
internal sealed record Score(string Name, double Rmse, double MeanAbsoluteError)
{
    /// <summary>Judges forecasts of the maximum, one for each day.</summary>
    public static Score Of(string name, double[] forecasts, Day[] days)
    {
        double[] errors = [.. forecasts.Zip(days, (forecast, day) => forecast - day.Maximum)];
        return new Score(name, Math.Sqrt(errors.Average(error => error * error)), errors.Average(Math.Abs));
    }

    /// <summary>The part of a reference's mean squared error that is gone: 0 is no better, 1 is perfect (Murphy 1988).</summary>
    public double SkillOver(Score reference) => 1 - (Rmse * Rmse / (reference.Rmse * reference.Rmse));
}

/// <summary>The scores of the network and of what it must beat.</summary>
internal sealed record Scoreboard(Score Persistence, Score Autoregression, Score Model)
{
    /// <summary>From the simplest to the network.</summary>
    public IReadOnlyList<Score> All => [Persistence, Autoregression, Model];

    /// <summary>The root mean squared errors as one line for scripts, the same in every culture.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture, $"rmse model={Model.Rmse:F2} persistence={Persistence.Rmse:F2} ar7={Autoregression.Rmse:F2}");
}
