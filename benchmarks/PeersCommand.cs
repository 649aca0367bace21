using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.Intrinsics.X86;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Models;
using Unrolled.Benchmarks.Peers;
using Unrolled.Benchmarks.Problems;
using Unrolled.Benchmarks.Reports;
using Unrolled.Benchmarks.Startup;

namespace Unrolled.Benchmarks;

/// <summary>The command <c>peers</c>: what to measure, by its options.</summary>
internal sealed class PeersCommand : Command
{
    private const int FullRounds = 100, QuickRounds = 10;

    private readonly Option<string[]> _workloads = new("--workloads")
    {
        Description = "Shapes or cases to measure, such as S, M32 or st16; all unless given.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _cells = new("--cells")
    {
        Description = "Cells to measure: elman, lstm, gru; all unless given.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _kinds = new("--kinds")
    {
        Description = "What to measure: inference, stream, training; all unless given.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> _rounds = new("--rounds") { Description = $"Rounds, which is slices per peer and case; {FullRounds}, or {QuickRounds} with --quick." };

    private readonly Option<int> _runs = new("--runs")
    {
        Description = "Runs, each in a process of its own; the tables of ratios are then of the medians.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Few rounds: shows that everything runs; its figures are rough." };

    private readonly Option<bool> _withoutStartup = new("--no-startup") { Description = "Leave out the first calls' times, and two threads beside one." };

    private readonly Option<FileInfo?> _json = new("--json") { Description = "File to write all rows to, as JSON." };

    private readonly Option<string[]> _python = new("--python")
    {
        Description = "Python interpreters to try for torch.",
        DefaultValueFactory = _ => FromEnvironment("UNROLLED_PYTHON") ?? ["python3", "/usr/bin/python3"],
    };

    private readonly Option<string[]> _node = new("--node")
    {
        Description = "Folders to try for node_modules/onnxruntime-node.",
        DefaultValueFactory = _ => FromEnvironment("UNROLLED_NODE") ?? [".", "artifacts/peers"],
    };

    /// <summary>Makes the command.</summary>
    public PeersCommand()
        : base("peers", "Measures Unrolled, plain C, ONNX Runtime and PyTorch side by side, and writes Markdown.")
    {
        foreach (Option option in (Option[])[_workloads, _cells, _kinds, _rounds, _runs, _quick, _withoutStartup, _json, _python, _node])
            Options.Add(option);
        OneOf(_workloads, Workloads.All.SelectMany(@case => new[] { @case.Name, @case.Workload.Name }));
        OneOf(_cells, Workloads.All.Select(@case => @case.CellName));
        OneOf(_kinds, Workloads.All.Select(@case => @case.KindName));
        _rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--rounds must be at least 1.");
        });
        _runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--runs must be at least 1.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        if (OwnProcess.WithNarrowVectors() is { } exitCode)
            return exitCode;

        string[]? workloads = parsed.GetValue(_workloads), cells = parsed.GetValue(_cells), kinds = parsed.GetValue(_kinds);
        Case[] cases =
        [
            .. Workloads.All.Where(@case => (Has(workloads, @case.Name) || Has(workloads, @case.Workload.Name))
                && Has(cells, @case.CellName)
                && Has(kinds, @case.KindName)),
        ];
        int rounds = parsed.GetValue(_rounds) ?? (parsed.GetValue(_quick) ? QuickRounds : FullRounds);
        int runs = parsed.GetValue(_runs);
        IReadOnlyList<JsonRow> rows;
        if (runs > 1)
        {
            rows = Medians(parsed, cases, runs);
        }
        else
        {
            using var peers = new PeerSet(parsed.GetRequiredValue(_python), parsed.GetRequiredValue(_node));
            rows = Compare(peers, cases, rounds);
        }

        if (parsed.GetValue(_json) is { } file)
            JsonReport.Write(file, rows);
        if (!parsed.GetValue(_withoutStartup))
        {
            ModelFamily[] families = Avx512F.IsSupported ? [ModelFamily.Auto, ModelFamily.Widest] : [ModelFamily.Auto];
            ThreadReport.Write(Console.Out, cases, families[^1], rounds);
            StartupReport.Write(Console.Out, Models(cases, families));
        }

        return 0;
    }

    private static IReadOnlyList<JsonRow> Compare(PeerSet peers, Case[] cases, int rounds)
    {
        var report = new MarkdownReport(Console.Out);
        IReadOnlyList<FmaPeak> peaks = FmaPeak.OfThisProcessor();
        var comparison = new Comparison(peers.Present, peaks, rounds);
        var rows = new List<JsonRow>();
        report.Head(peers, rounds);
        report.OpenRows();
        foreach (Case @case in cases)
        {
            IReadOnlyList<Timing> measured = comparison.Measure(@case);
            report.Rows(measured, peaks);
            rows.AddRange(measured.Select(JsonRow.Of));
        }

        report.Peaks(peaks);
        new Summary(Console.Out, cases, [rows]).Write(peaks);
        return rows;
    }

    /// <summary>Runs this program several times, and writes what comes of their rows together.</summary>
    private IReadOnlyList<JsonRow> Medians(ParseResult parsed, Case[] cases, int runs)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("unrolled-peers-");
        try
        {
            var rows = new List<IReadOnlyList<JsonRow>>();
            for (int run = 1; run <= runs; run++)
            {
                string file = Path.Combine(folder.FullName, $"{run}.json");
                OwnProcess.Again([.. ArgumentsOfRun(parsed), _withoutStartup.Name, _json.Name, file]);
                rows.Add(JsonReport.Read(file));
            }

            IReadOnlyList<FmaPeak> peaks = FmaPeak.OfThisProcessor();
            for (int round = 0; round < QuickRounds; round++)
            {
                foreach (FmaPeak peak in peaks)
                    peak.Measure();
            }

            var summary = new Summary(Console.Out, cases, rows);
            summary.Write(peaks);
            return summary.Medians;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The command line of one run: what was asked for, but for what is asked of them together.</summary>
    private IEnumerable<string> ArgumentsOfRun(ParseResult parsed)
    {
        yield return Name;
        foreach (OptionResult option in parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            if (option.Option == _runs || option.Option == _json || option.Option == _withoutStartup)
                continue;
            yield return option.Option.Name;
            foreach (Token token in option.Tokens)
                yield return token.Value;
        }
    }

    private static Declaration[] Models(Case[] cases, ModelFamily[] families) =>
    [
        .. from family in families
           from model in ModelCatalog.Of(family)
           where cases.Any(@case => @case.Cell == model.Cell && @case.Workload.Name == model.Workload)
           select model,
    ];

    private static bool Has(string[]? chosen, string name) =>
        chosen is not { Length: > 0 } || chosen.SelectMany(Parts).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void OneOf(Option<string[]> option, IEnumerable<string> names)
    {
        string[] known = [.. names.Distinct()];
        option.Validators.Add(result =>
        {
            foreach (string part in result.GetValueOrDefault<string[]>()?.SelectMany(Parts) ?? [])
            {
                if (!known.Contains(part, StringComparer.OrdinalIgnoreCase))
                    result.AddError($"{option.Name} does not know '{part}'; it knows {string.Join(", ", known)}.");
            }
        });
    }

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[]? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? [value] : null;
}
