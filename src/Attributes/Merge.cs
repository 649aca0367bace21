namespace Unrolled;

/// <summary>How the outputs of the two directions of a bidirectional layer become one vector.</summary>
public enum Merge
{
    /// <summary>One after the other, [forward, backward]: twice as wide.</summary>
    Concat,

    /// <summary>Forward plus backward.</summary>
    Sum,

    /// <summary>Forward times backward, element by element.</summary>
    Product,

    /// <summary>Half of forward plus backward.</summary>
    Average,
}
