using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// tanh(x) = 2 t / (1 + t^2) with t = tanh(x / 2) ~ p / q, hence 2 p q / (p^2 + q^2): one division. With y = x^2,
//   p = x (1 + P1 y + P2 y^2)        q = 2 (1 + Q1/2 y + Q2/2 y^2 + Q3/2 y^3)
//
// Why by the half argument: d tanh / dt vanishes as t nears 1, and with it the rounding errors of p and q; the quotient of two
// polynomials for tanh itself, of the same cost (degrees 9 and 8), was 4.2 to 5.3 ulp off near x = 5 in every order of evaluation tried.
//
// The coefficients are the minimax fit of p / q to tanh(x / 2) on [0, 9.01], relative error weighted by 1 / cosh(x) (what is left of an
// error of t in tanh), found by Remez' exchange algorithm in 40 digits and rounded to float: 7.4e-9 off as a formula.
//
// Evaluation: six dependent operations from x to the division, q by Horner's scheme: pairing its terms would be no shorter, and a multiplication more. x and y are clamped side by side, since p needs x late;
// the constant of either polynomial is added last, so that near 0 each is rounded once. Clamping is written (bound, x): the native
// minimum returns its second operand where either is NaN. All coefficients are positive, so that -0 stays -0.
public static partial class Activations
{
    // The first float from 9.01 up whose quotient is exactly 1, with a fused multiply-add and without; the tanh of all beyond differs from 1 by half an ulp, 3e-8.
    private const float TanhLimit = 9.010005f;

    private const float P1 = 0.0297778994f, P2 = 0.000114343035f;
    private const float Q0 = 2f, Q1 = 0.226222396f, Q2 = 0.00241395761f, Q3 = 2.4617932e-6f;

    /// <summary>
    /// Hyperbolic tangent, within 4 ulp of the exact value over all floats and never beyond +-1; +-0 and NaN come back as they are, and
    /// from |x| = 9.010005 on the result is exactly +-1.
    /// </summary>
    /// <remarks>
    /// Largest error over all 2^32 floats: 3.998 ulp at 0.25501844 with a fused multiply-add; 3.27 ulp at 0.251145 without, where the
    /// same quotient is written 2 p / (q + p (p / q)), since two roundings in p^2 + q^2 would make it 4.69.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Tanh(Vector128<float> x)
    {
        var y = Vector128.MinNative(Vector128.Create(TanhLimit * TanhLimit), x * x);
        x = Vector128.MaxNative(Vector128.Create(-TanhLimit), Vector128.MinNative(Vector128.Create(TanhLimit), x));
        var p = Lanes.MultiplyAdd(x * y, Lanes.MultiplyAdd(y, Vector128.Create(P2), Vector128.Create(P1)), x);
        var q = Lanes.MultiplyAdd(y, Lanes.MultiplyAdd(y, Vector128.Create(Q3), Vector128.Create(Q2)), Vector128.Create(Q1));
        q = Lanes.MultiplyAdd(y, q, Vector128.Create(Q0));
        return Lanes.HasMultiplyAdd ? (p + p) * q / Lanes.MultiplyAdd(q, q, p * p) : (p + p) / (q + (p * (p / q)));
    }

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var y = Vector256.MinNative(Vector256.Create(TanhLimit * TanhLimit), x * x);
        x = Vector256.MaxNative(Vector256.Create(-TanhLimit), Vector256.MinNative(Vector256.Create(TanhLimit), x));
        var p = Lanes.MultiplyAdd(x * y, Lanes.MultiplyAdd(y, Vector256.Create(P2), Vector256.Create(P1)), x);
        var q = Lanes.MultiplyAdd(y, Lanes.MultiplyAdd(y, Vector256.Create(Q3), Vector256.Create(Q2)), Vector256.Create(Q1));
        q = Lanes.MultiplyAdd(y, q, Vector256.Create(Q0));
        return Lanes.HasMultiplyAdd ? (p + p) * q / Lanes.MultiplyAdd(q, q, p * p) : (p + p) / (q + (p * (p / q)));
    }

    /// <inheritdoc cref="Tanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var y = Vector512.MinNative(Vector512.Create(TanhLimit * TanhLimit), x * x);
        x = Vector512.MaxNative(Vector512.Create(-TanhLimit), Vector512.MinNative(Vector512.Create(TanhLimit), x));
        var p = Lanes.MultiplyAdd(x * y, Lanes.MultiplyAdd(y, Vector512.Create(P2), Vector512.Create(P1)), x);
        var q = Lanes.MultiplyAdd(y, Lanes.MultiplyAdd(y, Vector512.Create(Q3), Vector512.Create(Q2)), Vector512.Create(Q1));
        q = Lanes.MultiplyAdd(y, q, Vector512.Create(Q0));
        return Lanes.HasMultiplyAdd ? (p + p) * q / Lanes.MultiplyAdd(q, q, p * p) : (p + p) / (q + (p * (p / q)));
    }

    /// <summary>
    /// <c>sigmoid(2 * half) = 0.5 + 0.5 * tanh(half)</c>, within 1.2e-7 of the exact value; NaN comes back as NaN. The gates' sigmoid: the factor 1/2 of the argument is folded into the gates' weights.
    /// </summary>
    /// <remarks>Largest error over all 2^32 floats: 1.153e-7 with a fused multiply-add, 9.8e-8 without.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SigmoidOfHalf(Vector128<float> half) =>
        Lanes.MultiplyAdd(Tanh(half), Vector128.Create(0.5f), Vector128.Create(0.5f));

    /// <inheritdoc cref="SigmoidOfHalf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SigmoidOfHalf(Vector256<float> half) =>
        Lanes.MultiplyAdd(Tanh(half), Vector256.Create(0.5f), Vector256.Create(0.5f));

    /// <inheritdoc cref="SigmoidOfHalf(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SigmoidOfHalf(Vector512<float> half) =>
        Lanes.MultiplyAdd(Tanh(half), Vector512.Create(0.5f), Vector512.Create(0.5f));
}
