using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Unrolled.Benchmarks.Kernels;

/// <summary>The command <c>kernels</c>: the classes of this folder by BenchmarkDotNet, whose options it takes, such as <c>--filter</c>.</summary>
internal sealed class KernelsCommand : Command
{
    /// <summary>Makes the command.</summary>
    public KernelsCommand()
        : base("kernels", "Measures time and allocations of kernels by BenchmarkDotNet, whose options follow, such as --filter '*Predict*'.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(KernelsCommand).Assembly).Run([.. Filtered(parsed.UnmatchedTokens)], Config()) is null ? 1 : 0);
    }

    // In this process: nothing is built a second time, and the kernels are those of this very assembly.
    private static IConfig Config() => DefaultConfig.Instance
        .WithArtifactsPath("artifacts/benchmarks")
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));

    // Without a choice BenchmarkDotNet asks for one on the console.
    private static IEnumerable<string> Filtered(IReadOnlyList<string> arguments) =>
        arguments.Count > 0 ? arguments : ["--filter", "*"];
}
