using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// What activations in pieces are made of. Comparisons and selections, because the native minimum and maximum treat zeros of either sign and NaN
// differently on arm64 and on x64.
public static partial class Activations
{
    /// <summary><c>min(max(x, low), high)</c>: exact; NaN comes back as NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clip(Vector128<float> x, Vector128<float> low, Vector128<float> high) =>
        Vector128.ConditionalSelect(Vector128.LessThan(x, low), low, Vector128.ConditionalSelect(Vector128.GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Clip(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Clip(Vector256<float> x, Vector256<float> low, Vector256<float> high) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, low), low, Vector256.ConditionalSelect(Vector256.GreaterThan(x, high), high, x));

    /// <inheritdoc cref="Clip(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Clip(Vector512<float> x, Vector512<float> low, Vector512<float> high) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, low), low, Vector512.ConditionalSelect(Vector512.GreaterThan(x, high), high, x));

    /// <summary><paramref name="a"/> in the lanes where <paramref name="y"/> is strictly between the bounds, else 0: the adjoint of Clip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WhereInside(Vector128<float> a, Vector128<float> y, Vector128<float> low, Vector128<float> high) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(y, low) & Vector128.LessThan(y, high), a, Vector128<float>.Zero);

    /// <inheritdoc cref="WhereInside(Vector128{float}, Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereInside(Vector256<float> a, Vector256<float> y, Vector256<float> low, Vector256<float> high) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(y, low) & Vector256.LessThan(y, high), a, Vector256<float>.Zero);

    /// <inheritdoc cref="WhereInside(Vector128{float}, Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereInside(Vector512<float> a, Vector512<float> y, Vector512<float> low, Vector512<float> high) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(y, low) & Vector512.LessThan(y, high), a, Vector512<float>.Zero);

    /// <summary><paramref name="a"/> in the lanes where <paramref name="condition"/> is above zero, else <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Choose(Vector128<float> condition, Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(condition, Vector128<float>.Zero), a, b);

    /// <inheritdoc cref="Choose(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Choose(Vector256<float> condition, Vector256<float> a, Vector256<float> b) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(condition, Vector256<float>.Zero), a, b);

    /// <inheritdoc cref="Choose(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Choose(Vector512<float> condition, Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(condition, Vector512<float>.Zero), a, b);
}
