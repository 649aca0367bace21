namespace Unrolled;

/// <summary>How far the generated code is unrolled.</summary>
public enum Unroll
{
    /// <summary>The whole sequence where it fits the compiler's limits, else one straight-line step, else loops.</summary>
    Auto,

    /// <summary>The whole sequence, over several methods where one cannot hold it.</summary>
    Full,

    /// <summary>One straight-line step under a loop over time.</summary>
    Steps,

    /// <summary>Loops over time, units and inputs.</summary>
    None,
}
