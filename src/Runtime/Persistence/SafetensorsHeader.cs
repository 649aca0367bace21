using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Unrolled;

/// <summary>
/// The JSON header of a .safetensors file: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, ..., "__metadata__": {...}}
/// (huggingface.co/docs/safetensors).
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The key beside the tensors that holds free text.</summary>
    public const string Metadata = "__metadata__";

    /// <summary>Bytes of a header at most: the limit of the reference implementation.</summary>
    public const int MaxLength = 100_000_000;

    /// <summary>Reads the tensors' descriptions; whatever is malformed goes to <paramref name="problems"/>.</summary>
    public static List<SafetensorsTensor> Parse(ReadOnlyMemory<byte> json, List<string> problems)
    {
        var tensors = new List<SafetensorsTensor>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                problems.Add("the header is not a JSON object");
            else
                ParseTensors(document.RootElement, tensors, problems);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how JsonElement answers strings that are not Unicode.
            problems.Add($"the header is not JSON: {error.Message}");
        }

        return tensors;
    }

    private static void ParseTensors(JsonElement header, List<SafetensorsTensor> tensors, List<string> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in header.EnumerateObject())
        {
            if (!names.Add(property.Name))
                problems.Add($"{property.Name} appears twice");
            else if (property.Name == Metadata)
                CheckMetadata(property.Value, problems);
            else if (ParseTensor(property.Name, property.Value) is { } tensor)
                tensors.Add(tensor);
            else
                problems.Add($"{property.Name} has no valid dtype, shape and data_offsets");
        }
    }

    private static void CheckMetadata(JsonElement metadata, List<string> problems)
    {
        if (metadata.ValueKind != JsonValueKind.Object || metadata.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            problems.Add($"{Metadata} is not an object of strings");
    }

    private static SafetensorsTensor? ParseTensor(string name, JsonElement description)
    {
        if (description.ValueKind != JsonValueKind.Object
            || !description.TryGetProperty("dtype", out JsonElement elementType) || elementType.ValueKind != JsonValueKind.String
            || !description.TryGetProperty("shape", out JsonElement dimensions) || ParseSizes(dimensions) is not { } shape
            || !description.TryGetProperty("data_offsets", out JsonElement range) || ParseSizes(range) is not [long begin, long end]
            || begin > end)
        {
            return null;
        }

        return new SafetensorsTensor(name, elementType.GetString()!, shape, begin, end);
    }

    private static long[]? ParseSizes(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        long[] sizes = new long[array.GetArrayLength()];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out sizes[i]) || sizes[i] < 0)
                return null;
        }

        return sizes;
    }
}
