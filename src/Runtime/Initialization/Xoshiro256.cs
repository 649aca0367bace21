using System;
using System.Numerics;

namespace Unrolled;

/// <summary>
/// The generator xoshiro256** of Blackman and Vigna ("Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021), its state
/// filled from the seed by SplitMix64 (Steele, Lea and Flood 2014) as they advise. Integer arithmetic only: the same numbers on every
/// platform and in every version, which System.Random does not promise.
/// </summary>
internal sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Any seed will do, zero included.</summary>
    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix64.Next(ref seed);
        _s1 = SplitMix64.Next(ref seed);
        _s2 = SplitMix64.Next(ref seed);
        _s3 = SplitMix64.Next(ref seed);
    }

    /// <summary>Sixty-four random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1): the upper 53 bits, scaled exactly.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Uniform in [0, bound), without bias: the upper half of a 128-bit product, redrawn in the sliver that would favour some (Lemire
    /// 2019).
    /// </summary>
    public int NextInt(int bound)
    {
        ulong range = (ulong)bound;
        ulong high = Math.BigMul(Next(), range, out ulong low);
        if (low < range)
        {
            ulong sliver = (0 - range) % range;
            while (low < sliver)
                high = Math.BigMul(Next(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Puts items into a uniformly random order (Fisher and Yates, in Durstenfeld's form).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
