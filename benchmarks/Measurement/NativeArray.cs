using System.Runtime.InteropServices;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>Floats outside the managed heap, aligned to 64 bytes: for peers that are native code, and for what is to stand as theirs does.</summary>
internal sealed unsafe class NativeArray : IDisposable
{
    private readonly int _length;

    /// <summary>Allocates zeros.</summary>
    public NativeArray(int length)
    {
        _length = length;
        Address = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        Span.Clear();
    }

    /// <summary>Copies values.</summary>
    public NativeArray(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>The first float.</summary>
    public float* Address { get; private set; }

    /// <summary>All floats.</summary>
    public Span<float> Span => new(Address, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(Address);
        Address = null;
    }
}
