using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Unrolled.Conformance.Tests.Models;

/// <summary>Comparison of arrays, element by element.</summary>
internal static class Close
{
    /// <summary>Fails where an element is further from the expected one than the tolerance.</summary>
    public static void To(IEnumerable<double> expected, IEnumerable<float> actual, double tolerance)
    {
        double[] wanted = [.. expected];
        float[] had = [.. actual];
        Assert.Equal(wanted.Length, had.Length);
        Assert.All(wanted.Zip(had), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
