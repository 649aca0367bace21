using System;

namespace Unrolled.Numerics;

/// <summary>
/// Exponential and logarithm of doubles, made of + - * / only: the same bits on every processor, which the C library's are not.
/// Softmax and the losses are computed with them.
/// </summary>
internal static class Elementary
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts (Cody and Waite 1980, chapter 6); the first has 21 bits, so that n times it is exact.
    private const double Ln2High = 0.693147182464599609375, Ln2Low = -1.904654299957767878e-9;

    // Adding and subtracting 1.5 * 2^52 rounds to the nearest integer, which stands in the low bits of the sum.
    private const double Rounder = 6755399441055744.0;

    // 1 / k!, k = 2 to 13: the first Taylor term left out is below 5e-18 for |r| <= ln(2) / 2.
    private static ReadOnlySpan<double> InverseFactorials =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
        1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2,
    ];

    /// <summary>e to the power <paramref name="x"/>, relative error below 1e-15; 0 below -700 (where a float has long been 0), infinity above 709.</summary>
    public static double Exp(double x)
    {
        if (x < -700)
            return 0;
        if (x > 709)
            return double.PositiveInfinity;
        double shifted = (x * Log2E) + Rounder;
        double n = shifted - Rounder;
        double r = x - (n * Ln2High) - (n * Ln2Low);
        double series = 0;
        foreach (double coefficient in InverseFactorials)
            series = (series * r) + coefficient;
        long exponent = BitConverter.DoubleToInt64Bits(shifted) - BitConverter.DoubleToInt64Bits(Rounder);
        return (1 + (r + (r * r * series))) * PowerOfTwo(exponent);
    }

    /// <summary>ln(1 + <paramref name="x"/>) for x >= 0, relative error below 1e-15, also where x is tiny beside 1.</summary>
    public static double Log1p(double x)
    {
        if (x < 0.4)
            return TwiceInverseTanh(x / (2 + x));
        if (!double.IsFinite(x))
            return x;

        // 1 + x = m 2^k with m in [sqrt(1/2), sqrt(2)).
        long bits = BitConverter.DoubleToInt64Bits(1 + x);
        long exponent = (bits - BitConverter.DoubleToInt64Bits(0.70710678118654752)) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        return (exponent * Ln2High) + ((exponent * Ln2Low) + TwiceInverseTanh((m - 1) / (m + 1)));
    }

    /// <summary>2 artanh(s) = ln((1 + s) / (1 - s)) by its series 2 (s + s^3/3 + s^5/5 + ...), for |s| &lt;= 0.172: eleven terms.</summary>
    private static double TwiceInverseTanh(double s)
    {
        double s2 = s * s, series = 0;
        for (int k = 21; k >= 3; k -= 2)
            series = (series + (1.0 / k)) * s2;
        return 2 * (s + (s * series));
    }

    private static double PowerOfTwo(long exponent) => BitConverter.Int64BitsToDouble((exponent + 1023) << 52);
}
