using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// The adjoint of Relu: of y = max(x, 0) with adjoint dy, x gets dy where y > 0 (torch and Keras give 0 at x = 0, too).
public static partial class Activations
{
    /// <summary><paramref name="a"/> in the lanes where <paramref name="b"/> is above zero, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WherePositive(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(b, Vector128<float>.Zero), a, Vector128<float>.Zero);

    /// <inheritdoc cref="WherePositive(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WherePositive(Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(b, Vector256<float>.Zero), a, Vector256<float>.Zero);

    /// <inheritdoc cref="WherePositive(Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WherePositive(Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(b, Vector512<float>.Zero), a, Vector512<float>.Zero);
}
