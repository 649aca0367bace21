using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>The few vector operations of the kernels that <see cref="Vector128"/> and its wider kin do not give as needed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>Whether <see cref="MultiplyAdd(Vector128{float}, Vector128{float}, Vector128{float})"/> rounds once; a constant to the compilers.</summary>
    public static bool HasMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>
    /// <c>a * b + c</c> in every lane: rounded once wherever the processor has a fused multiply-add, twice elsewhere.
    /// </summary>
    /// <remarks>
    /// Not <see cref="Vector128.FusedMultiplyAdd(Vector128{float}, Vector128{float}, Vector128{float})"/>, which calls the C library
    /// once per lane where the instruction is missing, and not <c>MultiplyAddEstimate</c>, which precompiled code may round differently
    /// from the code the JIT makes of the same method. <c>IsSupported</c> is a constant to both compilers: no branch remains.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c)
        : AdvSimd.IsSupported ? AdvSimd.FusedMultiplyAdd(c, a, b)
        : (a * b) + c;

    /// <inheritdoc cref="MultiplyAdd(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported
            ? Fma.MultiplyAdd(a, b, c)
            : Vector256.Create(
                MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
                MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));

    /// <inheritdoc cref="MultiplyAdd(Vector128{float}, Vector128{float}, Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Avx512F.IsSupported
            ? Avx512F.FusedMultiplyAdd(a, b, c)
            : Vector512.Create(
                MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
                MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));

    /// <summary>
    /// One lane of a vector in all lanes, where its float stands in memory, too: by a shuffle if there are the 32 registers that AVX-512 has, which is some 3 cycles nearer than by way
    /// of memory; else from there, for the shuffle's table would take one of 16 registers.
    /// </summary>
    /// <param name="vector">The vector.</param>
    /// <param name="lane">The lane, a constant.</param>
    /// <param name="memory">Where that lane stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Element(Vector256<float> vector, int lane, ref float memory) =>
        Avx512F.VL.IsSupported ? Vector256.Shuffle(vector, Vector256.Create(lane)) : Vector256.Create(memory);

    /// <inheritdoc cref="Element(Vector256{float}, int, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Element(Vector512<float> vector, int lane, ref float memory) =>
        Avx512F.IsSupported ? Vector512.Shuffle(vector, Vector512.Create(lane)) : Vector512.Create(memory);

    /// <summary>
    /// The sum of all lanes, in the first lane: halves are added until one lane is left, so that it has the same bits whichever width holds the halves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum(Vector128<float> vector)
    {
        Vector128<float> halves = vector + Vector128.Shuffle(vector, Vector128.Create(2, 3, 0, 1));
        return halves + Vector128.Shuffle(halves, Vector128.Create(1, 0, 3, 2));
    }

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sum(Vector256<float> vector) => Sum(vector.GetLower() + vector.GetUpper()).ToVector256Unsafe();

    /// <inheritdoc cref="Sum(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sum(Vector512<float> vector) => Sum(vector.GetLower() + vector.GetUpper()).ToVector512Unsafe();
}
