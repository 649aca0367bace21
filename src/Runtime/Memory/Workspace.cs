using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>Scratch memory of the kernels that does not fit the stack: one pinned buffer per thread, grown to the largest request.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Workspace
{
    /// <summary>Bytes to which scratch memory is aligned: one cache line, one 512-bit vector.</summary>
    private const int Alignment = 64;

    private const int AlignmentFloats = Alignment / sizeof(float);

    [ThreadStatic]
    private static float[]? t_buffer;

    /// <summary>
    /// The first of <paramref name="length"/> floats, 64-byte aligned and at a fixed address. Contents are undefined. Valid until this
    /// thread rents again; allocates only when no request of this thread was as large before.
    /// </summary>
    /// <param name="length">Floats needed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or beyond the largest array.</exception>
    public static ref float Rent(int length)
    {
        float[]? buffer = t_buffer;
        if (buffer is null || (uint)length > (uint)(buffer.Length - AlignmentFloats))
            buffer = Grow(length);
        return ref Align(buffer);
    }

    /// <summary>
    /// The first 64-byte aligned float of memory that does not move: the stack, or a pinned array. Memory of n + 16 floats has at least n
    /// from there on.
    /// </summary>
    public static unsafe ref float Align(Span<float> stackMemory)
    {
        ref float first = ref MemoryMarshal.GetReference(stackMemory);
        nuint address = (nuint)Unsafe.AsPointer(ref first);
        return ref Unsafe.AddByteOffset(ref first, (nuint)(-(nint)address & (Alignment - 1)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] Grow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - AlignmentFloats);
        return t_buffer = GC.AllocateUninitializedArray<float>(length + AlignmentFloats, pinned: true);
    }
}
