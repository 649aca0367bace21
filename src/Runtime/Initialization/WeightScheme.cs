namespace Unrolled;

/// <summary>How the elements of a weight matrix are drawn. Each gate's block of rows is a matrix of its own, so a gate added does not change the others' scale.</summary>
public enum WeightScheme
{
    /// <summary>Uniform in (-1/sqrt(n), 1/sqrt(n)); n is the hidden size in recurrent layers and the number of inputs in the head: torch.nn's default.</summary>
    FanInUniform,

    /// <summary>Uniform in (-a, a), a = sqrt(6 / (rows + columns)) (Glorot and Bengio 2010).</summary>
    XavierUniform,

    /// <summary>A random orthogonal matrix; orthonormal rows, or columns where there are fewer of them (Saxe et al. 2014).</summary>
    Orthogonal,

    /// <summary>All zero.</summary>
    Zeros,
}
