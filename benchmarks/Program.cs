using System.CommandLine;
using Unrolled.Benchmarks;
using Unrolled.Benchmarks.Kernels;
using Unrolled.Benchmarks.Startup;

var family = new Argument<string>("family");
var cell = new Argument<string>("cell");
var workload = new Argument<string>("workload");
var firstCalls = new Command(StartupReport.ChildCommand, "Measures one model's first calls; run by peers, once for each model.")
{
    family,
    cell,
    workload,
};
firstCalls.Hidden = true;
firstCalls.SetAction(parsed => StartupReport.Child(
    Console.Out, parsed.GetRequiredValue(family), parsed.GetRequiredValue(cell), parsed.GetRequiredValue(workload)));

return await new RootCommand("Measures Unrolled: its kernels by themselves, and beside its peers.")
{
    new KernelsCommand(),
    new PeersCommand(),
    firstCalls,
}.Parse(args).InvokeAsync();
