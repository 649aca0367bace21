using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Unrolled.Conformance.Tests.Onnx;

/// <summary>An onnx.TensorProto of floats or of 32-bit integers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its elements, row-major.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Reads a .pb file; fields: dims 1, data_type 2, name 8, raw_data 9.</summary>
    public static OnnxTensor Load(string path)
    {
        const int Float = 1, Int32 = 6;
        var message = new ProtobufReader(File.ReadAllBytes(path));
        ReadOnlySpan<byte> raw = message.Bytes(9).Span;
        float[] values = message.Numbers(2).Single() switch
        {
            Float => [.. MemoryMarshal.Cast<byte, float>(raw)],
            Int32 => [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(number => (float)number)],
            long type => throw new InvalidOperationException($"{path}: element type {type}."),
        };
        int[] shape = [.. message.Numbers(1).Select(size => (int)size)];
        if (values.Length != shape.Aggregate(1, (product, size) => product * size))
            throw new InvalidOperationException($"{path}: {values.Length} elements, shape [{string.Join(", ", shape)}].");
        return new OnnxTensor(message.Texts(8).Single(), shape, values);
    }
}
