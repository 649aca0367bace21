using System.Globalization;

namespace Weather;

/// <summary>The run as one HTML file that needs nothing but itself.</summary>
internal static class HtmlReport
{
    /// <summary>Writes the report, or leaves what was there untouched.</summary>
    /// <param name="path">The file to write or to replace.</param>
    /// <param name="trained">The network and how it was trained.</param>
    /// <param name="scores">Of the test year.</param>
    /// <param name="days">The test year.</param>
    /// <param name="forecasts">The network's, one for each day.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TrainedForecaster trained, Scoreboard scores, Day[] days, double[] forecasts)
    {
        string unfinished = path + ".unfinished";
        File.WriteAllText(unfinished, Page(trained.Years, scores, ForecastChart(days, forecasts), RehearsalChart(trained.Rehearsal)));
        File.Move(unfinished, path, overwrite: true);
    }

    private static Chart ForecastChart(Day[] days, double[] forecasts) => new(
        "Maximum temperature, forecast and truth",
        "°C",
        [new Series("truth", "truth", [.. days.Select(day => day.Maximum)]), new Series("forecast the day before", "forecast", forecasts)],
        [.. days.Index().Where(day => day.Item.Date.Day == 15).Select(day => new Tick(day.Index, Month(day.Item.Date)))]);

    private static Chart RehearsalChart(LearningCurves curves) => new(
        "Rehearsal: the error after each epoch",
        "°C",
        [
            new Series($"training, {Years.Training}", "training", curves.Training),
            new Series($"validation, {Years.Validation}", "validation", curves.Validation),
        ],
        [.. Enumerable.Range(1, curves.Training.Length).Where(IsLabelled).Select(epoch => new Tick(epoch - 1, $"{epoch}"))],
        new Tick(curves.BestEpoch - 1, "lowest"));

    private static bool IsLabelled(int epoch) => epoch == 1 || epoch % 5 == 0;

    private static string Month(DateOnly date) => date.ToString("MMM", CultureInfo.InvariantCulture);

    private static string Row(Score score, Scoreboard scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <tr><th scope="row">{score.Name}</th><td>{score.Rmse:F2}</td><td>{score.MeanAbsoluteError:F2}</td>
        <td>{score.SkillOver(scores.Persistence):P0}</td></tr>

        """);

    private static string Fate(Years training) =>
        training == Years.Training ? "is that of the lowest validation error" : $"was then trained on {training}";

    private static string Page(Years training, Scoreboard scores, Chart forecast, Chart rehearsal) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Seattle, one day ahead</title>
        <style>
        {{Style}}
        </style>
        </head>
        <body>
        <h1>Seattle's maximum temperature, one day ahead</h1>
        <p>A recurrent network reads a fortnight of temperature, rain, wind and season and says tomorrow's maximum. It was
        trained on {{training}} and is judged here on {{Years.Test}}, which no part of its training has seen.</p>
        <table>
        <thead>
        <tr><th scope="col">forecast</th><th scope="col">RMSE, °C</th><th scope="col">mean error, °C</th><th scope="col">skill</th></tr>
        </thead>
        <tbody>
        {{string.Concat(scores.All.Select(score => Row(score, scores)))}}</tbody>
        </table>
        <p class="note">RMSE: root mean squared error. Mean error: of its size. Skill: the part of persistence's mean squared error
        that is gone. Persistence says that tomorrow will be like today; AR(7) weighs the last seven maxima by least squares on
        {{Years.BeforeTest}}.</p>
        <h2>{{forecast.Title}}, {{Years.Test}}</h2>
        {{forecast.ToSvg()}}
        <h2>{{rehearsal.Title}}</h2>
        {{rehearsal.ToSvg()}}
        <p class="note">Root mean squared errors of a first training on {{Years.Training}} alone; the training error is the mean over an
        epoch in which the weights were still changing. The network judged above {{Fate(training)}}.
        Data: Seattle daily weather 2012-2015, U.S. Government (NOAA), public domain.</p>
        </body>
        </html>

        """;

    private const string Style = """
        :root {
          color-scheme: light dark;
          --page: #ffffff; --text: #1f2328; --soft: #59636e; --grid: #e4e8ec; --blue: #0b62d6; --grey: #8c959f; --orange: #c2530a;
        }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f1318; --text: #e6edf3; --soft: #9aa5b1; --grid: #262d36; --blue: #58a6ff; --grey: #768390; --orange: #f0883e; }
        }
        body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--page); color: var(--text); }
        body { font: 16px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: .5rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem 1.2rem .3rem 0; text-align: right; border-bottom: 1px solid var(--grid); }
        th:first-child { text-align: left; }
        thead th { color: var(--soft); font-weight: normal; }
        tbody th { font-weight: normal; }
        tbody tr:last-child * { font-weight: bold; }
        .note { color: var(--soft); font-size: .875rem; }
        svg { width: 100%; height: auto; display: block; }
        text { fill: var(--soft); font-size: 12px; }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .grid { stroke: var(--grid); }
        .mark { stroke: var(--soft); stroke-dasharray: 3 3; }
        .series { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
        .truth { stroke: var(--grey); }
        .forecast, .training { stroke: var(--blue); }
        .validation { stroke: var(--orange); }
        """;
}
