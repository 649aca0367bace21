using System.ComponentModel;
using System.Diagnostics;

namespace Unrolled.Benchmarks.Peers;

/// <summary>Runs a program that a peer needs.</summary>
internal static class Tool
{
    /// <summary>Runs a program to its end and returns what it wrote.</summary>
    /// <exception cref="PeerAbsentException">It cannot be started, or fails; the message says how.</exception>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new PeerAbsentException($"{program} fails: {LastLine(errors.GetAwaiter().GetResult())}");
        }
        catch (Win32Exception missing)
        {
            throw new PeerAbsentException($"{program} cannot be started: {missing.Message}");
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("no message");
}
