namespace Unrolled;

/// <summary>How the elements of a bias are drawn.</summary>
public enum BiasScheme
{
    /// <summary>Uniform in (-1/sqrt(n), 1/sqrt(n)); n is the hidden size in recurrent layers and the number of inputs in the head: torch.nn's default.</summary>
    FanInUniform,

    /// <summary>All zero.</summary>
    Zeros,
}
