using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// softplus(x) = max(x, 0) + log(1 + e) with e = exp(-|x|): nothing overflows, and where x is far below 0 the result is log(1 + e) alone, with the
// accuracy of e. log(1 + e) = 2 artanh(e / (2 + e)) (Abramowitz and Stegun 4.1.27, 4.6.33), and with t = 2 e / (2 + e), w = t^2
//   = t + t w (L0 + L1 w + L2 w^2 + L3 w^3)
// whose coefficients are the minimax fit of the relative error for 0 <= t <= 2/3 (Remez' exchange algorithm): 5.5e-9 off as a formula.
// A call, as the head's sigmoid is.
public static partial class Activations
{
    private const float L0 = 0.0833330229f, L1 = 0.0125067271f, L2 = 0.0021876411f, L3 = 0.000547109114f;

    /// <summary><c>log(1 + exp(x))</c>, within 3 ulp of the exact value over all floats; NaN comes back as NaN.</summary>
    /// <remarks>Largest error over all 2^32 floats: 2.892 ulp at -2.0229876 with a fused multiply-add.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Softplus(Vector128<float> x)
    {
        var exp = ExpOfNegativeSize(x);
        var t = exp / Lanes.MultiplyAdd(exp, Vector128.Create(0.5f), Vector128<float>.One);
        var w = t * t;
        var series = Lanes.MultiplyAdd(w, Vector128.Create(L3), Vector128.Create(L2));
        series = Lanes.MultiplyAdd(w, Lanes.MultiplyAdd(w, series, Vector128.Create(L1)), Vector128.Create(L0));
        return Relu(x) + Lanes.MultiplyAdd(t * w, series, t);
    }

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => Vector256.Create(Softplus(x.GetLower()), Softplus(x.GetUpper()));

    /// <inheritdoc cref="Softplus(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => Vector512.Create(Softplus(x.GetLower()), Softplus(x.GetUpper()));
}
