using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// Clamped, so that an infinity is not divided by another: (bound, x), since the native minimum returns its second operand where either is NaN.
public static partial class Activations
{
    // 2^26: the quotient of all beyond rounds to 1, too.
    private const float SoftsignLimit = 67108864f;

    /// <summary><c>x / (1 + |x|)</c>, within 1.5 ulp of the exact value over all floats; +-0 and NaN come back as they are.</summary>
    /// <remarks>Largest error over all 2^32 floats: 1.4993 ulp at 2047.3749.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softsign(Vector128<float> x)
    {
        x = Vector128.MaxNative(Vector128.Create(-SoftsignLimit), Vector128.MinNative(Vector128.Create(SoftsignLimit), x));
        return x / (Vector128<float>.One + Vector128.Abs(x));
    }

    /// <inheritdoc cref="Softsign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softsign(Vector256<float> x)
    {
        x = Vector256.MaxNative(Vector256.Create(-SoftsignLimit), Vector256.MinNative(Vector256.Create(SoftsignLimit), x));
        return x / (Vector256<float>.One + Vector256.Abs(x));
    }

    /// <inheritdoc cref="Softsign(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softsign(Vector512<float> x)
    {
        x = Vector512.MaxNative(Vector512.Create(-SoftsignLimit), Vector512.MinNative(Vector512.Create(SoftsignLimit), x));
        return x / (Vector512<float>.One + Vector512.Abs(x));
    }
}
