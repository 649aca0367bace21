using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// exp by Cody and Waite's reduction (Software Manual for the Elementary Functions, 1980, chapter 6): z = n ln 2 + r, |r| <= ln(2) / 2,
// exp(r) - 1 = r + r^2 (E2 + E3 r + E4 r^2 + E5 r^3 + E6 r^4), scaled by 2^n. E2 to E6 are the minimax fit of the relative error of exp (Remez'
// exchange algorithm, 30 digits): 3.1e-9 off as a formula.
public static partial class Activations
{
    private const float Log2E = 1.44269504f;

    // Adding and subtracting 1.5 * 2^23 rounds to the nearest integer, which stands in the low bits of the sum.
    private const float Rounder = 12582912f;

    // ln 2 in two parts; the first has nine bits, so that n times it is exact.
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    private const float E2 = 0.499999934f, E3 = 0.166665204f, E4 = 0.0416683906f, E5 = 0.00836874506f, E6 = 0.00138145501f;

    // exp(-104) is less than half the smallest subnormal.
    private const float LeastExponent = -104f;

    /// <summary>exp(-|x|), down to the subnormal results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpOfNegativeSize(Vector128<float> x)
    {
        var reduced = ExpMinusOneReduced(Vector128.MaxNative(Vector128.Create(LeastExponent), -Vector128.Abs(x)), out var exponent);

        // 2^n in two steps, because alone it may be too small for a float.
        var half = Vector128.ShiftRightArithmetic(exponent, 1);
        return (reduced + Vector128<float>.One) * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>exp(r) - 1 for the r of z = n ln 2 + r, and n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ExpMinusOneReduced(Vector128<float> z, out Vector128<int> exponent)
    {
        var shifted = Lanes.MultiplyAdd(z, Vector128.Create(Log2E), Vector128.Create(Rounder));
        var n = shifted - Vector128.Create(Rounder);
        var r = Lanes.MultiplyAdd(n, Vector128.Create(-Ln2High), z);
        r = Lanes.MultiplyAdd(n, Vector128.Create(-Ln2Low), r);

        var r2 = r * r;
        var series = Lanes.MultiplyAdd(r, Vector128.Create(E3), Vector128.Create(E2));
        series = Lanes.MultiplyAdd(r2, Lanes.MultiplyAdd(r, Vector128.Create(E5), Vector128.Create(E4)), series);
        series = Lanes.MultiplyAdd(r2 * r2, Vector128.Create(E6), series);
        exponent = shifted.AsInt32() - Vector128.Create(Rounder).AsInt32();
        return Lanes.MultiplyAdd(r2, series, r);
    }

    // 2^exponent for -126 <= exponent <= 127, by its bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> PowerOfTwo(Vector128<int> exponent) =>
        Vector128.ShiftLeft(exponent + Vector128.Create(127), 23).AsSingle();
}
