using System.ComponentModel;

namespace Unrolled;

/// <summary>How the outputs of two directions become one vector; the runtime's own name for what a declaration's <c>Merge</c> says.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DirectionMerge
{
    /// <summary>[forward, backward].</summary>
    Concat,

    /// <summary>Forward plus backward.</summary>
    Sum,

    /// <summary>Forward times backward.</summary>
    Product,

    /// <summary>Half of forward plus backward.</summary>
    Average,
}
