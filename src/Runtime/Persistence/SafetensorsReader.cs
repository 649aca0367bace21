using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Unrolled;

/// <summary>
/// Loads parameters from a .safetensors file: eight bytes of header length, little-endian; the JSON header; the tensors' data. Everything is checked
/// before the first parameter changes, and everything found wrong is reported together.
/// </summary>
internal sealed class SafetensorsReader
{
    private readonly Stream _stream;
    private readonly string _source;
    private readonly List<string> _problems = [];

    private SafetensorsReader(Stream stream, string source)
    {
        _stream = stream;
        _source = source;
    }

    /// <summary>Replaces a model's parameters.</summary>
    /// <param name="stream">One file, from its start to the end of the stream; seekable.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <param name="parameters">Changed only if all is well.</param>
    /// <exception cref="WeightsFormatException">The file is damaged or another model's.</exception>
    public static void Load(Stream stream, string source, ParameterList parameters)
    {
        float[] values = new SafetensorsReader(stream, source).Read(parameters.Layout);
        parameters.CopyFrom(values);
    }

    private float[] Read(ParameterLayout layout)
    {
        byte[] header = ReadHeader();
        long dataStart = _stream.Position;
        List<SafetensorsTensor> tensors = SafetensorsHeader.Parse(header, _problems);
        if (tensors.Count == 0)
            ThrowIfAny(); // a header that cannot be read says nothing about what else may be wrong

        CheckExtents(tensors, _stream.Length - dataStart);
        Dictionary<string, SafetensorsTensor> byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        CheckFit(byName, layout);
        ThrowIfAny();

        float[] values = new float[layout.Length];
        for (int i = 0; i < layout.Count; i++)
            ReadTensor(byName[layout[i].Name], dataStart, values.AsSpan(layout.OffsetOf(i), layout[i].Length));
        ThrowIfAny();
        return values;
    }

    private byte[] ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        long available = _stream.Length - _stream.Position - prefix.Length;
        if (available < 0)
            throw Problem("it ends within the first eight bytes, the header's length");
        _stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaxLength)
            throw Problem($"the header's length is {length} bytes, more than the {SafetensorsHeader.MaxLength} allowed; perhaps it is no .safetensors file");
        if (length > (ulong)available)
            throw Problem($"the header's length is {length} bytes, but only {available} follow");

        byte[] header = new byte[length];
        _stream.ReadExactly(header);
        if (length == 0 || header[0] != (byte)'{')
            throw Problem("the header does not start with '{'");
        return header;
    }

    /// <summary>The tensors must cover the data from its first byte to its last, without a hole or an overlap.</summary>
    private void CheckExtents(List<SafetensorsTensor> tensors, long dataLength)
    {
        long end = 0;
        foreach (SafetensorsTensor tensor in tensors.OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.Begin < end)
                _problems.Add($"{tensor.Name} starts at byte {tensor.Begin} of the data, where another tensor lies that ends at {end}");
            if (tensor.Begin > end)
                _problems.Add($"bytes {end} to {tensor.Begin} of the data, before {tensor.Name}, belong to no tensor");
            end = Math.Max(end, tensor.End);
        }

        if (end > dataLength)
            _problems.Add($"the data is truncated: it has {dataLength} bytes of {end}");
        if (end < dataLength)
            _problems.Add($"the data is too long: it has {dataLength} bytes, but the tensors end at {end}");
    }

    private void CheckFit(Dictionary<string, SafetensorsTensor> tensors, ParameterLayout layout)
    {
        foreach (ParameterInfo info in layout)
        {
            if (!tensors.TryGetValue(info.Name, out SafetensorsTensor? tensor))
                _problems.Add($"missing: {info}");
            else
                CheckFit(tensor, info);
        }

        var needed = layout.Select(info => info.Name).ToHashSet(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in tensors.Values.Where(t => !needed.Contains(t.Name)))
            _problems.Add($"left over: {tensor}");
    }

    private void CheckFit(SafetensorsTensor tensor, ParameterInfo info)
    {
        int size = SafetensorsElements.SizeOf(tensor.ElementType);
        if (!tensor.Shape.SequenceEqual(info.Shape.Select(n => (long)n)))
            _problems.Add($"mis-shaped: {tensor}, must be {info}");
        else if (size == 0)
            _problems.Add($"wrong element type: {tensor.Name} is {tensor.ElementType}, must be {SafetensorsElements.Readable}");
        else if (tensor.End - tensor.Begin != (long)info.Length * size)
            _problems.Add($"{tensor.Name} has {tensor.End - tensor.Begin} bytes, but {tensor.ElementType} {info} needs {(long)info.Length * size}");
    }

    private void ReadTensor(SafetensorsTensor tensor, long dataStart, Span<float> values)
    {
        byte[] bytes = new byte[tensor.End - tensor.Begin];
        _stream.Position = dataStart + tensor.Begin;
        _stream.ReadExactly(bytes);
        SafetensorsElements.Convert(tensor.ElementType, bytes, values);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                continue;
            _problems.Add($"{tensor} holds {value}");
            return;
        }
    }

    private WeightsFormatException Problem(string problem)
    {
        _problems.Add(problem);
        return new WeightsFormatException(_source, _problems);
    }

    private void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new WeightsFormatException(_source, _problems);
    }
}
