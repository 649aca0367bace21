using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

namespace Unrolled.Generator.Tests;

/// <summary>
/// Compares a text with the one that was reviewed and committed beside the test, <c>Name.verified.cs</c>. Where they differ it writes
/// <c>Name.received.cs</c> and fails; run the tests with UNROLLED_UPDATE_SNAPSHOTS=1 to accept the texts as they are, then review the diff.
/// File names follow the Verify library, which could take this class's place.
/// </summary>
internal static class Snapshot
{
    private static readonly bool s_update = Environment.GetEnvironmentVariable("UNROLLED_UPDATE_SNAPSHOTS") == "1";

    /// <summary>Fails unless the text is the verified one, line ends aside.</summary>
    /// <param name="text">The text to verify.</param>
    /// <param name="name">The file's name without extensions: by custom the test's class and method, "PrinterTests.Lstm".</param>
    /// <param name="testFile">The calling test's file.</param>
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "") =>
        Verify(text, name, Path.GetDirectoryName(testFile)!, s_update);

    /// <summary>Fails unless the text is the verified one in a folder, or makes it so.</summary>
    public static void Verify(string text, string name, string folder, bool update)
    {
        string verified = Path.Combine(folder, name + ".verified.cs");
        string received = Path.Combine(folder, name + ".received.cs");
        string actual = text.ReplaceLineEndings("\n");
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (actual == expected || update)
        {
            if (actual != expected)
                File.WriteAllText(verified, actual, new UTF8Encoding(false));
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual, new UTF8Encoding(false));
        throw new XunitException(
            $"{name}: {(expected is null ? "nothing has been verified yet" : FirstDifference(expected, actual))}\n"
            + $"Compare {received} with {Path.GetFileName(verified)}, and accept it with UNROLLED_UPDATE_SNAPSHOTS=1.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] expectedLines = expected.Split('\n');
        string[] actualLines = actual.Split('\n');
        int line = expectedLines.Zip(actualLines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"the texts differ first in line {line + 1}\n  verified: {Line(expectedLines, line)}\n  received: {Line(actualLines, line)}";
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(no such line)";
}
