namespace Unrolled;

/// <summary>Which time steps of a sequence give an output.</summary>
public enum Returns
{
    /// <summary>One output per sequence, from the final state.</summary>
    Last,

    /// <summary>One output per time step.</summary>
    Sequence,
}
