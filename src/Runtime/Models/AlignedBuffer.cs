using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>
/// Floats that start at a multiple of 64 bytes (a cache line, and the widest vector register) and never move: an array pinned for its whole life.
/// </summary>
internal sealed class AlignedBuffer
{
    private const int Alignment = 64;
    private readonly float[] _storage;
    private readonly int _start;

    /// <summary>Allocates zeros.</summary>
    public unsafe AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _storage = GC.AllocateArray<float>(checked(length + (Alignment / sizeof(float))), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_storage));
        _start = (int)((Alignment - (address % Alignment)) % Alignment) / sizeof(float);
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_storage), _start);

    /// <summary>All floats.</summary>
    public Span<float> Span => _storage.AsSpan(_start, Length);
}
