using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>A call of a layer; null inputs reset the state of a stateful one.</summary>
/// <param name="Inputs">[batch][steps][features], or null.</param>
/// <param name="Mask">[batch][steps], or null.</param>
/// <param name="InitialStates">The state vectors given, each [batch][units]; empty for none.</param>
internal sealed record KerasCall(float[][][]? Inputs, bool[][]? Mask, IReadOnlyList<float[][]> InitialStates);

/// <summary>One of the expectations in Keras' tests of its recurrent layers.</summary>
/// <param name="Test">The test it comes of.</param>
/// <param name="Layers">The layer, or the cells of a stack from the lowest on.</param>
/// <param name="Backward">The layer of the backward direction, or null where there is one direction.</param>
/// <param name="MergeMode">How the outputs of two directions become one; null where they do not, or there is one direction.</param>
/// <param name="Calls">What is called, in order.</param>
/// <param name="Output">Which of several outputs is expected, counted from 0.</param>
/// <param name="Row">The sequence whose output is expected, or null for all.</param>
/// <param name="Expected">The last call's output, row-major.</param>
/// <param name="Rounding">Half a unit of the last decimal that any of the expected numbers states: so far off they may be themselves.</param>
internal sealed record KerasCase(
    string Test,
    IReadOnlyList<KerasLayer> Layers,
    KerasLayer? Backward,
    string? MergeMode,
    IReadOnlyList<KerasCall> Calls,
    int Output,
    int? Row,
    IReadOnlyList<double> Expected,
    double Rounding)
{
    /// <summary>All cases, in the file's order.</summary>
    public static IReadOnlyList<KerasCase> All { get; } = Read(Path.Combine(AppContext.BaseDirectory, "Keras", "data", "keras3_rnn_goldens.json"));

    /// <summary>The layer that is called; the lowest of a stack.</summary>
    public KerasLayer Layer => Layers[0];

    public bool HasMask => Calls.Any(call => call.Mask is not null);

    public bool HasStates => Layer.Stateful || Calls.Any(call => call.InitialStates.Count > 0);

    /// <summary>Time steps of a sequence.</summary>
    public int Steps => Calls[0].Inputs![0].Length;

    /// <summary>Features of a step.</summary>
    public int Features => Calls[0].Inputs![0][0].Length;

    private static IReadOnlyList<KerasCase> Read(string path)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        return [.. file.RootElement.Clone().EnumerateArray().Select(Of)];
    }

    private static KerasCase Of(JsonElement golden)
    {
        JsonElement layer = golden.GetProperty("layer");
        bool isBidirectional = layer.GetProperty("class").GetString() == "Bidirectional";
        JsonElement arguments = layer.GetProperty("kwargs");
        KerasLayer[] layers = isBidirectional ? [KerasLayer.Of(arguments.GetProperty("layer"))]
            : layer.GetProperty("class").GetString() == "RNN" ? [.. layer.GetProperty("args")[0].EnumerateArray().Select(KerasLayer.Of)]
            : [KerasLayer.Of(layer)];
        JsonElement select = golden.GetProperty("select");
        JsonElement? selected = select.ValueKind == JsonValueKind.Array ? select[0] : null;
        return new KerasCase(
            golden.GetProperty("test").GetString()!,
            layers,
            !isBidirectional ? null : arguments.TryGetProperty("backward_layer", out JsonElement backward) ? KerasLayer.Of(backward) : layers[0],
            !isBidirectional ? null : arguments.TryGetProperty("merge_mode", out JsonElement mode) ? mode.GetString() : "concat",
            [.. golden.GetProperty("calls").EnumerateArray().Select(CallOf)],
            selected is { ValueKind: JsonValueKind.String } output ? output.GetString()![^1] - '0' : 0,
            selected is { ValueKind: JsonValueKind.Number } row ? row.GetInt32() : null,
            [.. Flat(golden.GetProperty("expected")).Select(number => number.GetDouble())],
            0.5 * Math.Pow(10, -Flat(golden.GetProperty("expected")).Max(number => number.GetRawText().Split('.')[^1].Length)));
    }

    private static KerasCall CallOf(JsonElement call)
    {
        if (call.GetProperty("op").GetString() == "reset_state")
            return new KerasCall(null, null, []);

        JsonElement options = call.GetProperty("kw");
        return new KerasCall(
            call.GetProperty("input").Deserialize<float[][][]>(),
            options.TryGetProperty("mask", out JsonElement mask) ? mask.Deserialize<bool[][]>() : null,
            options.TryGetProperty("initial_state", out JsonElement states) ? StatesOf(states) : []);
    }

    /// <summary>One state [batch, units], or a list of them.</summary>
    private static IReadOnlyList<float[][]> StatesOf(JsonElement states) =>
        states[0][0].ValueKind == JsonValueKind.Array ? states.Deserialize<float[][][]>()! : [states.Deserialize<float[][]>()!];

    private static IEnumerable<JsonElement> Flat(JsonElement values) =>
        values.ValueKind == JsonValueKind.Array ? values.EnumerateArray().SelectMany(Flat) : [values];
}
