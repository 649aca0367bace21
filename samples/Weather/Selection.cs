using System.Globalization;
using Unrolled;

namespace Weather;

/// <summary>A recipe's errors on each of the held-out years: root mean squared, in degrees Celsius, the mean of all seeds.</summary>
internal sealed record Trial(Recipe Recipe, double[] Rmse)
{
    /// <summary>The mean over the years.</summary>
    public double Mean => Rmse.Average();
}

/// <summary>
/// How <see cref="Recipe.Chosen"/> is chosen. Each recipe of the grid is trained on two of the three years before the test and judged on
/// the third, with each of three seeds; the weights are those of the last epoch, as in the training that counts. The lowest mean of these
/// nine errors wins. Recipes less than 0.005 above it count as equal, and of equals the network with the fewest parameters is taken, then
/// the largest weight decay, the fewest epochs and the lowest learning rate.
/// </summary>
internal static class Selection
{
    private const double Equal = 0.005;

    private static readonly ulong[] s_seeds = [1, 2, 3];

    private static readonly Years[] s_heldOut = [new(2012, 2012), new(2013, 2013), new(2014, 2014)];

    /// <summary>All recipes there are to choose from.</summary>
    private static readonly Recipe[] s_grid =
    [
        .. from network in new[]
           {
               Network.Of<Gru8>("GRU"), Network.Of<Gru12>("GRU"), Network.Of<Gru16>("GRU"),
               Network.Of<Lstm8>("LSTM"), Network.Of<Lstm12>("LSTM"), Network.Of<Lstm16>("LSTM"),
           }
           from epochs in new[] { 20, 40 }
           from rate in new[] { 0.001f, 0.003f, 0.01f }
           from decay in new[] { 0.1, 0.3, 1, 3 }
           select new Recipe(network, epochs, rate, decay),
    ];

    /// <summary>Tries every recipe and prints them all, the best first, and the choice. The test year is not among the days.</summary>
    /// <returns>The exit code: 0 where the choice is <see cref="Recipe.Chosen"/>, 1 where it is another or there is none.</returns>
    public static int Run(KnownDays days, CancellationToken cancellation)
    {
        var trials = new Trial[s_grid.Length];
        int done = 0;
        try
        {
            Parallel.For(0, trials.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                trials[i] = Try(s_grid[i], days, cancellation);
                Console.Error.Write($"\r{Interlocked.Increment(ref done)} of {trials.Length} recipes tried");
            });
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("\nStopped; nothing has been chosen.");
            return 1;
        }

        Console.Error.WriteLine();
        Recipe choice = Choose(trials);
        Print(trials, choice);
        if (choice == Recipe.Chosen)
            return 0;
        Console.Error.WriteLine($"The sample uses another: {Described(Recipe.Chosen)}.");
        return 1;
    }

    /// <summary>The rule.</summary>
    private static Recipe Choose(Trial[] trials)
    {
        double lowest = trials.Min(trial => trial.Mean);
        return trials
            .Where(trial => trial.Mean < lowest + Equal)
            .OrderBy(trial => trial.Recipe.Network.ParameterCount)
            .ThenByDescending(trial => trial.Recipe.WeightDecay)
            .ThenBy(trial => trial.Recipe.Epochs)
            .ThenBy(trial => trial.Recipe.LearningRate)
            .First()
            .Recipe;
    }

    private static Trial Try(Recipe recipe, KnownDays days, CancellationToken cancellation) =>
        new(recipe, [.. s_heldOut.Select(year => s_seeds.Average(seed => Rmse(recipe, days, year, seed, cancellation)))]);

    private static double Rmse(Recipe recipe, KnownDays days, Years heldOut, ulong seed, CancellationToken cancellation)
    {
        var run = new FitOptions { Seed = seed, CancellationToken = cancellation };
        (Forecaster forecaster, _) = recipe.Fit(days, Years.BeforeTest.Without(heldOut), watched: null, run);
        cancellation.ThrowIfCancellationRequested();
        Sequences judged = forecaster.Features.Sequences(days.All, heldOut);
        return Score.Of(recipe.Network.Name, forecaster.Forecast(judged), judged.Days).Rmse;
    }

    /// <summary>A table in Markdown, and the choice as its last line.</summary>
    private static void Print(Trial[] trials, Recipe choice)
    {
        Console.WriteLine($"| network | epochs | learning rate | weight decay | {string.Join(" | ", s_heldOut)} | mean |");
        Console.WriteLine($"|---|---|---|---|{string.Concat(s_heldOut.Select(_ => "---|"))}---|");
        foreach (Trial trial in trials.OrderBy(trial => trial.Mean))
            Console.WriteLine(Row(trial));
        Console.WriteLine();
        Console.WriteLine($"Chosen: {Described(choice)}.");
    }

    private static string Row(Trial trial)
    {
        Recipe recipe = trial.Recipe;
        string errors = string.Join(" | ", trial.Rmse.Append(trial.Mean).Select(Digits));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {recipe.Network.Name} | {recipe.Epochs} | {recipe.LearningRate} | {recipe.WeightDecay} | {errors} |");
    }

    private static string Described(Recipe recipe) => string.Create(
        CultureInfo.InvariantCulture,
        $"{recipe.Network.Name}, {recipe.Epochs} epochs, learning rate {recipe.LearningRate}, weight decay {recipe.WeightDecay}");

    private static string Digits(double error) => error.ToString("F4", CultureInfo.InvariantCulture);
}
