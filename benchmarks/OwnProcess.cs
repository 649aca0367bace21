using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Unrolled.Benchmarks;

/// <summary>This program as a child of itself.</summary>
internal static class OwnProcess
{
    private const string VectorWidth = "DOTNET_PreferredVectorBitWidth";

    /// <summary>
    /// Where the runtime calls 512-bit vectors accelerated, runs this program again with the setting under which it calls 256-bit vectors
    /// the widest worth having, and returns that program's exit code; null where it does so already. The instructions themselves stay
    /// available, so that one process measures models of both widths.
    /// </summary>
    public static int? WithNarrowVectors()
    {
        if (!Vector512.IsHardwareAccelerated || Environment.GetEnvironmentVariable(VectorWidth) == "256")
            return null;
        var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs().Skip(1));
        start.Environment[VectorWidth] = "256";
        using Process child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }

    /// <summary>Runs this program again, its output being ours.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Again(IEnumerable<string> arguments)
    {
        using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments))!;
        child.WaitForExit();
        if (child.ExitCode != 0)
            throw new InvalidOperationException($"A run failed with exit code {child.ExitCode}.");
    }
}
