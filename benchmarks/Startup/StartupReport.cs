using System.Globalization;
using System.Text.Json;
using Unrolled.Benchmarks.Models;

namespace Unrolled.Benchmarks.Startup;

/// <summary>What models cost before they are warm: each one's first calls, in a process of its own, and the generator's work.</summary>
internal static class StartupReport
{
    /// <summary>The command of the child processes: family, cell, shape.</summary>
    public const string ChildCommand = "first-calls";

    /// <summary>Measures models, one process each, and writes a table of Markdown.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Declaration> models)
    {
        output.WriteLine();
        output.WriteLine("## Start-up: the first call of each member, in a fresh process");
        output.WriteLine();
        output.WriteLine("`JIT` is compilation on the calling thread during that call; many is a batch of 32. Wall times in milliseconds.");
        output.WriteLine("`generator` is the generator's time for this model alone, warm, best of five.");
        output.WriteLine();
        output.WriteLine("| cell | shape | vectors | generator | call | first | JIT | warm | methods | IL bytes |");
        output.WriteLine("|---|---|---|--:|---|--:|--:|--:|--:|--:|");
        foreach (Declaration model in models)
        {
            TimeSpan generator = GeneratorTime.Of(model.ModelType);
            foreach (FirstCall call in InChild(model))
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {model.Cell.ToString().ToLowerInvariant()} | {model.Workload} | {model.Vectors} | {generator.TotalMilliseconds:F1} | {call.Call} | {call.FirstMilliseconds:F1} | {call.JitMilliseconds:F1} | {call.WarmMilliseconds:F4} | {call.Methods} | {call.IlBytes} |"));
            }

            output.Flush();
        }
    }

    /// <summary>What the child does: measures one model and writes JSON.</summary>
    public static void Child(TextWriter output, string family, string cell, string workload)
    {
        Declaration model = ModelCatalog.Of(Enum.Parse<ModelFamily>(family))
            .Single(candidate => candidate.Cell == Enum.Parse<Cell>(cell) && candidate.Workload == workload);
        FirstCall.Of("warm-up of the measurement itself", () => { });
        output.WriteLine(JsonSerializer.Serialize(model.FirstCalls()));
    }

    private static IReadOnlyList<FirstCall> InChild(Declaration model)
    {
        string answer = Peers.Tool.Run(
            Environment.ProcessPath!, ChildCommand, model.Vectors.ToString(), model.Cell.ToString(), model.Workload);
        return JsonSerializer.Deserialize<FirstCall[]>(answer)!;
    }
}
