using System.CommandLine;
using Vowels;

var seeds = new Option<int>("--seeds")
{
    HelpName = "N",
    Description = "Trainings of each network, with the seeds 1 to N.",
    DefaultValueFactory = _ => 1,
};
seeds.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
        result.AddError("--seeds must be at least 1.");
});

var command = new RootCommand("Trains recurrent networks to tell nine speakers apart by how they say two vowels.") { seeds };
command.SetAction(parsed => Experiment.Run(parsed.GetValue(seeds)));

var select = new Command("select", "Tries all recipes on the training utterances and prints which ones are chosen; takes about a minute.");
select.SetAction(_ => Selection.Run(TsFile.Read(Experiment.TrainingPath)));
command.Subcommands.Add(select);

try
{
    return command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
