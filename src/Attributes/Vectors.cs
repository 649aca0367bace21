namespace Unrolled;

/// <summary>How wide the vectors of the kernels are. The results have the same bits either way.</summary>
public enum Vectors
{
    /// <summary>As wide as the runtime calls accelerated: 512-bit vectors only on processors that do not slow down for them.</summary>
    Auto,

    /// <summary>512-bit vectors wherever the processor has AVX-512; up to twice as fast from about 32 hidden units on.</summary>
    Widest,
}
