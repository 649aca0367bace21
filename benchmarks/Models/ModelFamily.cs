namespace Unrolled.Benchmarks.Models;

/// <summary>The vectors that a model was declared with.</summary>
internal enum ModelFamily
{
    /// <summary>As wide as the runtime calls accelerated.</summary>
    Auto,

    /// <summary>The widest the processor has.</summary>
    Widest,
}
