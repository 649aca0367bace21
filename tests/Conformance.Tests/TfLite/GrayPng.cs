using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Unrolled.Conformance.Tests.TfLite;

/// <summary>A picture of 8-bit grey values in the PNG format (w3.org/TR/png), not interlaced.</summary>
/// <param name="Width">Pixels of a line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Pixels">Grey values line by line, 0 black.</param>
internal sealed record GrayPng(int Width, int Height, byte[] Pixels)
{
    /// <summary>Reads a file.</summary>
    public static GrayPng Load(string path)
    {
        const int Signature = 8, ChunkFrame = 12;
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        int width = 0, height = 0;
        using var compressed = new MemoryStream();
        for (ReadOnlySpan<byte> rest = file[Signature..]; rest.Length > 0;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            ReadOnlySpan<byte> chunk = rest.Slice(8, length);
            switch (Encoding.ASCII.GetString(rest.Slice(4, 4)))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk), BinaryPrimitives.ReadInt32BigEndian(chunk[4..]));
                    if (!chunk[8..].SequenceEqual(new byte[] { 8, 0, 0, 0, 0 }))
                        throw new InvalidOperationException($"{path} is no picture of 8-bit grey values, not interlaced.");
                    break;
                case "IDAT":
                    compressed.Write(chunk);
                    break;
            }

            rest = rest[(ChunkFrame + length)..];
        }

        compressed.Position = 0;
        using var lines = new ZLibStream(compressed, CompressionMode.Decompress);
        return new GrayPng(width, height, Unfilter(lines, width, height));
    }

    /// <summary>Undoes the filters: each line starts with the number of its own.</summary>
    private static byte[] Unfilter(Stream lines, int width, int height)
    {
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int filter = lines.ReadByte();
            Span<byte> line = pixels.AsSpan(y * width, width);
            lines.ReadExactly(line);
            for (int x = 0; x < width; x++)
            {
                int left = x > 0 ? line[x - 1] : 0;
                int above = y > 0 ? pixels[((y - 1) * width) + x] : 0;
                int corner = x > 0 && y > 0 ? pixels[((y - 1) * width) + x - 1] : 0;
                line[x] += (byte)(filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, corner),
                    _ => throw new InvalidOperationException($"Filter {filter} in line {y}."),
                });
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
