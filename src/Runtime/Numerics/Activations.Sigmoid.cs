using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// sigmoid(x) = (x < 0 ? e : 1) / (1 + e) with e = exp(-|x|): nothing cancels and nothing overflows, so both tails keep their accuracy down
// to the subnormal results.
//
// A network has one head and many gates: this one is a call, which leaves the kernel's inlining budget to the gates, and the wider
// vectors are two of the narrower. Optimised at its first call, as the kernels are.
public static partial class Activations
{
    /// <summary>
    /// Logistic sigmoid <c>1 / (1 + exp(-x))</c>, within 4 ulp of the exact value over all floats; NaN comes back as NaN. The head's.
    /// </summary>
    /// <remarks>Largest error over all 2^32 floats: 2.402 ulp at -4.157294, with a fused multiply-add or without.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Sigmoid(Vector128<float> x)
    {
        var exp = ExpOfNegativeSize(x);
        var numerator = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(x, Vector128<float>.Zero), Vector128<float>.One, exp);
        return numerator / (Vector128<float>.One + exp);
    }

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));

    /// <inheritdoc cref="Sigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512.Create(Sigmoid(x.GetLower()), Sigmoid(x.GetUpper()));
}
