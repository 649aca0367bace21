namespace Unrolled;

/// <summary>
/// The generator SplitMix64 of Steele, Lea and Flood ("Fast splittable pseudorandom number generators", OOPSLA 2014), whose n-th number is a function of the seed and n. So it serves as a
/// counter-based generator too (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): any number of a sequence at once, without a state.
/// </summary>
internal static class SplitMix64
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>The next number; the state advances.</summary>
    public static ulong Next(ref ulong state)
    {
        ulong next = At(state, 0);
        state += Increment;
        return next;
    }

    /// <summary>The number at a place of a seed's sequence, the first being at 0.</summary>
    public static ulong At(ulong seed, ulong place)
    {
        ulong z = seed + (Increment * (place + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
