using System.Diagnostics;
using System.Globalization;

namespace Vowels;

/// <summary>What came of one training.</summary>
/// <param name="Validation">The accuracy of the cross-validation with the same seed.</param>
/// <param name="Test">The accuracy on the test utterances.</param>
/// <param name="TrainingSeconds">The time that training on all training utterances took.</param>
/// <param name="PredictionMicroseconds">The time that one test utterance takes in a batch of all.</param>
internal sealed record Outcome(double Validation, double Test, double TrainingSeconds, double PredictionMicroseconds);

/// <summary>Trains the chosen recipes, judges them on the test utterances and prints what came of it.</summary>
internal static class Experiment
{
    /// <summary>The training utterances as they come with the data.</summary>
    public static string TrainingPath { get; } = DataPath("JapaneseVowels_TRAIN.ts");

    private static string TestPath { get; } = DataPath("JapaneseVowels_TEST.ts");

    /// <summary>Runs from the data to the last line, the mean accuracies on the test utterances.</summary>
    /// <param name="seeds">How often each recipe is trained, with seeds from 1 on.</param>
    /// <returns>The exit code, 0.</returns>
    public static int Run(int seeds)
    {
        Utterance[] training = TsFile.Read(TrainingPath);
        Utterance[] test = TsFile.Read(TestPath);
        Console.WriteLine($"{training.Length} utterances to train on and {test.Length} to test, trained with {seeds} seed{(seeds == 1 ? "" : "s")}");
        Console.WriteLine();
        Console.WriteLine($"{"",-26}{"parameters",10}  {"validation",-22}{"test",-22}{"training",8}{"prediction",14}");

        var summary = new List<string>();
        foreach (Recipe recipe in Recipe.Chosen)
        {
            Outcome[] outcomes = [.. Enumerable.Range(1, seeds).Select(seed => Try(recipe, training, test, (ulong)seed))];
            PrintRow(recipe.Network, outcomes);
            summary.Add(Text($"{recipe.Network.Cell.ToLowerInvariant()}={outcomes.Average(outcome => outcome.Test):F3}"));
        }

        Console.WriteLine();
        Console.WriteLine("from the literature");
        Console.WriteLine($"{"nearest neighbour by dependent dynamic time warping",-60}0.949   Bagnall et al. 2018, arXiv:1811.00075");
        Console.WriteLine($"{"passing-through regions",-60}0.941   Kudo, Toyama and Shimbo 1999");
        Console.WriteLine();
        Console.WriteLine($"accuracy {string.Join(' ', summary)}");
        return 0;
    }

    private static Outcome Try(Recipe recipe, Utterance[] training, Utterance[] test, ulong seed)
    {
        double validation = Selection.CrossValidate(recipe, training, seed).Accuracy;
        var watch = Stopwatch.StartNew();
        Recognizer recognizer = recipe.Fit(training, seed);
        double seconds = watch.Elapsed.TotalSeconds;
        return new Outcome(validation, recognizer.Judge(test).Accuracy, seconds, recognizer.MicrosecondsPerUtterance(test));
    }

    private static void PrintRow(Network network, Outcome[] outcomes)
    {
        string validation = MeanAndRange([.. outcomes.Select(outcome => outcome.Validation)]);
        string test = MeanAndRange([.. outcomes.Select(outcome => outcome.Test)]);
        double seconds = outcomes.Average(outcome => outcome.TrainingSeconds);
        double microseconds = outcomes.Average(outcome => outcome.PredictionMicroseconds);
        Console.WriteLine(Text(
            $"{$"{network.Cell}, {network.Form}",-26}{network.ParameterCount,10:N0}  {validation,-22}{test,-22}{seconds,6:F2} s{microseconds,11:F1} us"));
    }

    private static string MeanAndRange(double[] accuracies) => accuracies.Length == 1
        ? Text($"{accuracies[0]:F3}")
        : Text($"{accuracies.Average():F3} ({accuracies.Min():F3}-{accuracies.Max():F3})");

    private static string DataPath(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
