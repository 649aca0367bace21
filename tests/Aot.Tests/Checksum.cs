using System;

namespace Unrolled.Aot.Tests;

/// <summary>A running hash of the bits of floats: FNV-1a with 64 bits, a float at a time.</summary>
internal sealed class Checksum
{
    private const ulong Prime = 0x100000001b3;

    private ulong _hash = 0xcbf29ce484222325;

    /// <summary>Adds floats.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            _hash = (_hash ^ BitConverter.SingleToUInt32Bits(value)) * Prime;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_hash:x16}";
}
