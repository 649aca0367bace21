using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

// Partial vectors, for the ends of spans that belong to the user and have no padding. With a constant count each of these is one to five
// moves and no branch. Masked moves would do with one, but take raw pointers (the span would have to be pinned) and, as stores, are slow
// on many processors.
public static partial class Lanes
{
    /// <summary>The first <paramref name="count"/> floats at <paramref name="source"/>, zeros in the lanes beyond; reads nothing beyond.</summary>
    /// <param name="source">The first float to read.</param>
    /// <param name="count">0 to 4; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadFirst128(ref float source, int count) => count switch
    {
        0 => Vector128<float>.Zero,
        1 => Vector128.CreateScalar(source),
        2 => LoadPair(ref source),
        3 => LoadPair(ref source).WithElement(2, Unsafe.Add(ref source, 2)),
        _ => Vector128.LoadUnsafe(ref source),
    };

    /// <summary>The first <paramref name="count"/> floats at <paramref name="source"/>, zeros in the lanes beyond; reads nothing beyond.</summary>
    /// <param name="source">The first float to read.</param>
    /// <param name="count">0 to 8; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadFirst256(ref float source, int count) =>
        count <= 4
            ? Vector256.Create(LoadFirst128(ref source, count), Vector128<float>.Zero)
            : Vector256.Create(Vector128.LoadUnsafe(ref source), LoadFirst128(ref Unsafe.Add(ref source, 4), count - 4));

    /// <summary>The first <paramref name="count"/> floats at <paramref name="source"/>, zeros in the lanes beyond; reads nothing beyond.</summary>
    /// <param name="source">The first float to read.</param>
    /// <param name="count">0 to 16; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadFirst512(ref float source, int count) =>
        count <= 8
            ? Vector512.Create(LoadFirst256(ref source, count), Vector256<float>.Zero)
            : Vector512.Create(Vector256.LoadUnsafe(ref source), LoadFirst256(ref Unsafe.Add(ref source, 8), count - 8));

    /// <summary>Stores the first <paramref name="count"/> lanes at <paramref name="destination"/>; writes nothing beyond.</summary>
    /// <param name="vector">The lanes to store.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">0 to 4; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector128<float> vector, ref float destination, int count)
    {
        if (count >= 4)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }

        if (count >= 2)
            StorePair(vector, ref destination);
        if (count == 1)
            destination = vector.ToScalar();
        if (count == 3)
            Unsafe.Add(ref destination, 2) = vector.GetElement(2);
    }

    /// <summary>Stores the first <paramref name="count"/> lanes at <paramref name="destination"/>; writes nothing beyond.</summary>
    /// <param name="vector">The lanes to store.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">0 to 8; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector256<float> vector, ref float destination, int count)
    {
        if (count >= 8)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }

        StoreFirst(vector.GetLower(), ref destination, count);
        if (count > 4)
            StoreFirst(vector.GetUpper(), ref Unsafe.Add(ref destination, 4), count - 4);
    }

    /// <summary>Stores the first <paramref name="count"/> lanes at <paramref name="destination"/>; writes nothing beyond.</summary>
    /// <param name="vector">The lanes to store.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">0 to 16; a constant, so that no branch is left.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector512<float> vector, ref float destination, int count)
    {
        if (count >= 16)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }

        StoreFirst(vector.GetLower(), ref destination, count);
        if (count > 8)
            StoreFirst(vector.GetUpper(), ref Unsafe.Add(ref destination, 8), count - 8);
    }

    // Two floats move as one double: bits only, no arithmetic. Vector64 would do the same by way of memory on x64.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LoadPair(ref float source) =>
        Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref source))).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector128<float> vector, ref float destination) =>
        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref destination), vector.AsDouble().ToScalar());
}
