using System;
using System.Linq;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>Numbers to feed to models, and what they are compared by.</summary>
internal static class Floats
{
    /// <summary>Uniform in (-1, 1), the same for the same seed.</summary>
    public static float[] Uniform(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>The bits, by which results are compared that must not differ at all: equal floats may differ (0 and -0), equal NaN do not.</summary>
    public static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
