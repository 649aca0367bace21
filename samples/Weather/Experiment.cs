using System.Globalization;

namespace Weather;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Of the weights and of the batches' order.</param>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="Report">Where the report goes.</param>
/// <param name="Weights">Where the weights go.</param>
/// <param name="Quiet">Whether only the result is printed.</param>
internal sealed record RunOptions(ulong Seed, int Epochs, FileInfo Report, FileInfo Weights, bool Quiet);

/// <summary>Trains, judges on the test year and writes down what came of it.</summary>
internal static class Experiment
{
    /// <summary>Where the measurements are.</summary>
    public static string DataPath => Path.Combine(AppContext.BaseDirectory, "data", "seattle-weather.csv");

    /// <summary>Runs from the data to the files. Cancellation ends the training; what has been learnt is judged and written.</summary>
    /// <returns>The exit code: 0, or 1 where nothing had been learnt yet.</returns>
    public static int Run(RunOptions options, CancellationToken cancellation)
    {
        options.Report.Directory?.Create();
        options.Weights.Directory?.Create();

        Day[] days = WeatherData.Read(DataPath);
        if (Training.Run(new KnownDays(days), options, cancellation) is not { } trained)
        {
            Console.Error.WriteLine("Stopped before the first epoch was over; nothing has been written.");
            return 1;
        }

        trained.Forecaster.Model.Parameters.Save(options.Weights.FullName);
        Sequences test = trained.Forecaster.Features.Sequences(days, Years.Test);
        double[] forecasts = trained.Forecaster.Forecast(test);
        var scores = new Scoreboard(
            Score.Of("persistence", Baselines.Persistence(days, Years.Test), test.Days),
            Score.Of("AR(7)", Baselines.Autoregression(days, Years.BeforeTest, Years.Test, order: 7), test.Days),
            Score.Of(Recipe.Chosen.Network.Name, forecasts, test.Days));
        HtmlReport.Write(options.Report.FullName, trained, scores, test.Days, forecasts);

        if (!options.Quiet)
            Print(scores, trained.Years, options);
        Console.WriteLine(scores.Summary);
        return 0;
    }

    private static void Print(Scoreboard scores, Years training, RunOptions options)
    {
        Console.WriteLine();
        Console.WriteLine($"Maximum temperature one day ahead in {Years.Test}, network trained on {training}");
        Console.WriteLine("errors in degrees Celsius, skill over persistence");
        Console.WriteLine($"{"",-16}{"RMSE",8}{"MAE",8}{"skill",8}");
        foreach (Score score in scores.All)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{score.Name,-16}{score.Rmse,8:F2}{score.MeanAbsoluteError,8:F2}{score.SkillOver(scores.Persistence),8:P0}"));
        }

        Console.WriteLine();
        Console.WriteLine($"weights  {options.Weights.FullName}");
        Console.WriteLine($"report   {options.Report.FullName}");
    }
}
