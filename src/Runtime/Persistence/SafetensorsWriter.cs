using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Text.Json;

namespace Unrolled;

/// <summary>Saves parameters as a .safetensors file: F32, in torch.nn's names, shapes and order.</summary>
internal static class SafetensorsWriter
{
    /// <summary>The reference implementation aligns the data to eight bytes.</summary>
    private const int Alignment = 8;

    /// <summary>Writes one file to a stream.</summary>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite: a model that has diverged shall not replace one that has not. Nothing has been written.</exception>
    public static void Write(Stream stream, ParameterList parameters)
    {
        if (parameters.FindNonFinite() is { } broken)
            throw new InvalidOperationException($"{broken} holds {broken.Values[broken.IndexOfNonFinite()]}; such weights are not saved.");

        ReadOnlySpan<byte> header = Header(parameters.Layout);
        int padding = (Alignment - (header.Length % Alignment)) % Alignment;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(header.Length + padding));
        stream.Write(prefix);
        stream.Write(header);
        stream.Write("       "u8[..padding]);
        WriteValues(stream, parameters.Values);
    }

    private static ReadOnlySpan<byte> Header(ParameterLayout layout)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();

        // Readers of PyTorch checkpoints ask which framework's conventions a file follows.
        json.WriteStartObject(SafetensorsHeader.Metadata);
        json.WriteString("format", "pt");
        json.WriteEndObject();
        for (int i = 0; i < layout.Count; i++)
            WriteTensor(json, layout[i], layout.OffsetOf(i));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    private static void WriteTensor(Utf8JsonWriter json, ParameterInfo info, long offset)
    {
        json.WriteStartObject(info.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in info.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset * sizeof(float));
        json.WriteNumberValue((offset + info.Length) * sizeof(float));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        Span<byte> chunk = stackalloc byte[4096];
        while (values.Length > 0)
        {
            int count = Math.Min(values.Length, chunk.Length / sizeof(float));
            for (int i = 0; i < count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(chunk[(i * sizeof(float))..], values[i]);
            stream.Write(chunk[..(count * sizeof(float))]);
            values = values[count..];
        }
    }
}
