using System.Text;

namespace Unrolled.Benchmarks.Peers;

/// <summary>A message in Protocol Buffers' wire format: fields of a number and a varint, or of a number and bytes.</summary>
internal sealed class Protobuf
{
    private const int Varint = 0, LengthDelimited = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>Adds a whole number.</summary>
    public Protobuf Add(int field, long value)
    {
        Write((field << 3) | Varint);
        Write(value);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public Protobuf Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message.</summary>
    public Protobuf Add(int field, Protobuf value) => Add(field, value.ToArray());

    /// <summary>Adds bytes.</summary>
    public Protobuf Add(int field, ReadOnlySpan<byte> value)
    {
        Write((field << 3) | LengthDelimited);
        Write(value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>The message.</summary>
    public byte[] ToArray() => [.. _bytes];

    private void Write(long value)
    {
        ulong rest = (ulong)value;
        while (rest >= 0x80)
        {
            _bytes.Add((byte)(rest | 0x80));
            rest >>= 7;
        }

        _bytes.Add((byte)rest);
    }
}
