using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Unrolled.Conformance.Tests.Onnx;

/// <summary>
/// The fields of a protobuf message, by number (protobuf.dev/programming-guides/encoding). Varints are numbers, all else is bytes.
/// </summary>
internal sealed class ProtobufReader
{
    private readonly ILookup<int, (long Number, ReadOnlyMemory<byte> Bytes)> _fields;

    /// <summary>Reads a message.</summary>
    public ProtobufReader(ReadOnlyMemory<byte> message) => _fields = Read(message).ToLookup(field => field.Id, field => (field.Number, field.Bytes));

    /// <summary>The messages of a repeated field.</summary>
    public IEnumerable<ProtobufReader> Messages(int id) => _fields[id].Select(field => new ProtobufReader(field.Bytes));

    /// <summary>The strings of a repeated field.</summary>
    public IEnumerable<string> Texts(int id) => _fields[id].Select(field => Encoding.UTF8.GetString(field.Bytes.Span));

    /// <summary>The bytes of a field; empty where it is absent.</summary>
    public ReadOnlyMemory<byte> Bytes(int id) => _fields[id].Select(field => field.Bytes).LastOrDefault();

    /// <summary>The varints of a field, packed or not.</summary>
    public IEnumerable<long> Numbers(int id) => _fields[id].SelectMany(field => field.Bytes.IsEmpty ? [field.Number] : Packed(field.Bytes));

    private static IEnumerable<long> Packed(ReadOnlyMemory<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
            yield return Varint(bytes.Span, ref at);
    }

    private static List<(int Id, long Number, ReadOnlyMemory<byte> Bytes)> Read(ReadOnlyMemory<byte> message)
    {
        const int Number = 0, EightBytes = 1, Delimited = 2, FourBytes = 5;
        var fields = new List<(int, long, ReadOnlyMemory<byte>)>();
        for (int at = 0; at < message.Length;)
        {
            long key = Varint(message.Span, ref at);
            int type = (int)(key & 7);
            long number = type is Number or Delimited ? Varint(message.Span, ref at) : 0;
            int length = type switch
            {
                Number => 0,
                Delimited => (int)number,
                EightBytes => 8,
                FourBytes => 4,
                _ => throw new InvalidOperationException($"Wire type {type} at byte {at}."),
            };
            fields.Add(((int)(key >> 3), type == Number ? number : 0, message.Slice(at, length)));
            at += length;
        }

        return fields;
    }

    private static long Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
