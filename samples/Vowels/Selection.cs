using System.Globalization;

namespace Vowels;

/// <summary>A recipe's scores by cross-validation, the mean of all seeds.</summary>
internal sealed record Trial(Recipe Recipe, Score Score);

/// <summary>
/// How <see cref="Recipe.Chosen"/> is chosen, for each cell by itself. Each recipe of the grid is judged by cross-validation with each of three seeds, and
/// the lowest mean cross-entropy wins. Recipes less than 0.01 above it count as equal, and of equals the network with the fewest parameters is taken, then
/// the fewest epochs and the lowest learning rate.
/// </summary>
internal static class Selection
{
    private const int Folds = 5;
    private const double Equal = 0.01;

    private static readonly ulong[] s_seeds = [1, 2, 3];

    /// <summary>All recipes there are to choose from.</summary>
    private static readonly Recipe[] s_grid =
    [
        .. from network in new[]
           {
               Network.Of<ElmanForward>("Elman", "forward"),
               Network.Of<ElmanBoth>("Elman", "both ways"),
               Network.Of<ElmanBothDropout>("Elman", "both ways, dropout"),
               Network.Of<GruForward>("GRU", "forward"),
               Network.Of<GruBoth>("GRU", "both ways"),
               Network.Of<GruBothDropout>("GRU", "both ways, dropout"),
               Network.Of<LstmForward>("LSTM", "forward"),
               Network.Of<LstmBoth>("LSTM", "both ways"),
               Network.Of<LstmBothDropout>("LSTM", "both ways, dropout"),
           }
           from epochs in new[] { 20, 40 }
           from rate in new[] { 0.003f, 0.01f }
           select new Recipe(network, epochs, rate),
    ];

    /// <summary>
    /// Trains on four fifths of the utterances and judges on the fifth that is left, for each of the five. A fifth is a run of neighbours in the file
    /// from each speaker: were they spread over all fifths, a recogniser could know utterances by those next to them, which it cannot in the test.
    /// </summary>
    /// <returns>The mean over the five, each judged by the weights of the last epoch.</returns>
    public static Score CrossValidate(Recipe recipe, IReadOnlyList<Utterance> utterances, ulong seed)
    {
        Utterance[][] folds = [.. Enumerable.Range(0, Folds).Select(fold => utterances
            .GroupBy(utterance => utterance.Speaker)
            .SelectMany(own => own.ToArray()[(fold * own.Count() / Folds)..((fold + 1) * own.Count() / Folds)])
            .ToArray())];
        return Mean([.. folds.Select(held =>
            recipe.Fit([.. folds.Where(fold => fold != held).SelectMany(fold => fold)], seed).Judge(held))]);
    }

    /// <summary>Tries every recipe and prints them all, the best of each cell first, and the choices.</summary>
    /// <param name="training">The training utterances; there is no test utterance among them.</param>
    /// <returns>The exit code: 0 where the choice is <see cref="Recipe.Chosen"/>, 1 where it is another.</returns>
    public static int Run(IReadOnlyList<Utterance> training)
    {
        var trials = new Trial[s_grid.Length];
        int done = 0;
        Parallel.For(0, trials.Length, i =>
        {
            trials[i] = new Trial(s_grid[i], Mean([.. s_seeds.Select(seed => CrossValidate(s_grid[i], training, seed))]));
            Console.Error.Write($"\r{Interlocked.Increment(ref done)} of {trials.Length} recipes tried");
        });
        Console.Error.WriteLine();

        Recipe[] choices = [.. trials.GroupBy(trial => trial.Recipe.Network.Cell).Select(Choose)];
        Print(trials, choices);
        if (choices.SequenceEqual(Recipe.Chosen))
            return 0;
        Console.Error.WriteLine($"The sample uses others: {string.Join("; ", Recipe.Chosen.Select(Described))}.");
        return 1;
    }

    /// <summary>The rule.</summary>
    private static Recipe Choose(IEnumerable<Trial> trials)
    {
        double lowest = trials.Min(trial => trial.Score.CrossEntropy);
        return trials
            .Where(trial => trial.Score.CrossEntropy < lowest + Equal)
            .Select(trial => trial.Recipe)
            .OrderBy(recipe => recipe.Network.ParameterCount)
            .ThenBy(recipe => recipe.Epochs)
            .ThenBy(recipe => recipe.LearningRate)
            .First();
    }

    private static Score Mean(Score[] scores) => new(scores.Average(score => score.Accuracy), scores.Average(score => score.CrossEntropy));

    /// <summary>A table in Markdown, and the choices as its last line.</summary>
    private static void Print(Trial[] trials, Recipe[] choices)
    {
        Console.WriteLine("| cell | directions | epochs | learning rate | cross-entropy | accuracy |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (Trial trial in trials.OrderBy(trial => trial.Recipe.Network.Cell).ThenBy(trial => trial.Score.CrossEntropy))
            Console.WriteLine(Row(trial));

        Console.WriteLine();
        Console.WriteLine($"Chosen: {string.Join("; ", choices.Select(Described))}.");
    }

    private static string Row(Trial trial)
    {
        ((Network network, int epochs, float rate), Score score) = trial;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {network.Cell} | {network.Form} | {epochs} | {rate} | {score.CrossEntropy:F4} | {score.Accuracy:F4} |");
    }

    private static string Described(Recipe recipe) => string.Create(
        CultureInfo.InvariantCulture,
        $"{recipe.Network.Cell}, {recipe.Network.Form}, {recipe.Epochs} epochs, learning rate {recipe.LearningRate}");
}
