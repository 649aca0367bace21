using System;
using System.Buffers.Binary;

namespace Unrolled;

/// <summary>The element types of .safetensors files that weights can be read from, all little-endian.</summary>
internal static class SafetensorsElements
{
    /// <summary>What errors say can be read.</summary>
    public const string Readable = "F32, F64, F16 or BF16";

    /// <summary>Bytes of one element, or 0 of a type that cannot be read.</summary>
    public static int SizeOf(string elementType) => elementType switch
    {
        "F64" => sizeof(double),
        "F32" => sizeof(float),
        "F16" or "BF16" => sizeof(ushort),
        _ => 0,
    };

    /// <summary>Converts elements to floats: exactly, but for F64, which is rounded.</summary>
    public static void Convert(string elementType, ReadOnlySpan<byte> source, Span<float> destination)
    {
        int size = SizeOf(elementType);
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<byte> element = source.Slice(i * size, size);
            destination[i] = elementType switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(element),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                "BF16" => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                _ => throw new ArgumentOutOfRangeException(nameof(elementType), elementType, $"Not {Readable}."),
            };
        }
    }
}
