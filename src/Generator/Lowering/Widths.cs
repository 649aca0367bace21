using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>The widths of vectors for which a model has kernels.</summary>
internal static class Widths
{
    /// <summary>Lanes of a 512-bit vector.</summary>
    public const int Vector512 = 16;

    /// <summary>Lanes of a 256-bit vector.</summary>
    public const int Vector256 = 8;

    /// <summary>Lanes of a 128-bit vector, which every processor has.</summary>
    public const int Vector128 = 4;

    /// <summary>The widths of a declaration's kernels, the widest first. Up to 8 units fill one 256-bit vector; a wider one would be half empty.</summary>
    public static IReadOnlyList<int> Of(RnnSpec spec) =>
        Enumerable.Range(0, spec.Layers).Max(spec.HiddenOf) > Vector256 ? [Vector512, Vector256, Vector128] : [Vector256, Vector128];
}
