using System.Globalization;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Names generated files.</summary>
internal static class FileNames
{
    /// <summary>Characters kept of a type's name: with hash and extension well below the 255 bytes that file systems grant.</summary>
    private const int ReadableLength = 80;

    /// <summary>
    /// A file name for a type: its name, and a hash of it for what a file system may not tell apart, which is case (<c>Lstm</c> and
    /// <c>LSTM</c> are two types), composed and decomposed letters, and ends that are cut off.
    /// </summary>
    public static string Of(string fullName)
    {
        string readable = fullName.Length <= ReadableLength ? fullName : fullName.Substring(fullName.Length - ReadableLength);
        string plain = string.Concat(readable.Select(letter => IsPlain(letter) ? letter : '_'));
        return plain + "-" + Fnv1a(fullName).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static bool IsPlain(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_';

    /// <summary>
    /// Fowler, Noll and Vo's hash, variant 1a, of 32 bits, taken over UTF-16 units: the same on every runtime, as
    /// <see cref="object.GetHashCode"/> is not.
    /// </summary>
    private static uint Fnv1a(string text) =>
        text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
