using System.CommandLine;
using Weather;

var seed = new Option<ulong>("--seed") { Description = "Seed of the weights and of the batches' order.", DefaultValueFactory = _ => 1 };
var epochs = new Option<int>("--epochs")
{
    Description = "Passes over the training data.",
    DefaultValueFactory = _ => Recipe.Chosen.Epochs,
};
var report = new Option<FileInfo>("--report")
{
    HelpName = "FILE",
    Description = "HTML file to write: loss curves, and the forecast against the truth.",
    DefaultValueFactory = _ => new FileInfo("artifacts/weather/report.html"),
};
var weights = new Option<FileInfo>("--weights")
{
    HelpName = "FILE",
    Description = "Safetensors file to write: the trained weights.",
    DefaultValueFactory = _ => new FileInfo("artifacts/weather/forecaster.safetensors"),
};
var quiet = new Option<bool>("--quiet") { Description = "Print the last line alone." };
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
        result.AddError("--epochs must be at least 1.");
});

var command = new RootCommand("Trains a recurrent network to forecast Seattle's maximum temperature one day ahead.")
{
    seed,
    epochs,
    report,
    weights,
    quiet,
};

var select = new Command("select", "Tries all recipes on the years before the test and prints which one is chosen; takes about a minute.");
select.SetAction((_, cancellation) => Task.Run(
    () => Selection.Run(new KnownDays(WeatherData.Read(Experiment.DataPath)), cancellation), CancellationToken.None));
command.Subcommands.Add(select);

// On a thread of its own, because only then can Ctrl-C cancel the training and wait for what has been learnt to be written.
command.SetAction((parsed, cancellation) => Task.Run(
    () => Experiment.Run(
        new RunOptions(
            parsed.GetValue(seed),
            parsed.GetValue(epochs),
            parsed.GetRequiredValue(report),
            parsed.GetRequiredValue(weights),
            parsed.GetValue(quiet)),
        cancellation),
    CancellationToken.None));

var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10), EnableDefaultExceptionHandler = false };
try
{
    return await command.Parse(args).InvokeAsync(configuration);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
