using System.Linq;
using System.Text.Json;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>A recurrent layer, or a cell, as a Keras configuration states it, Keras' defaults for what it does not.</summary>
/// <param name="Kind">"SimpleRNN", "LSTM" or "GRU".</param>
/// <param name="Units">Hidden units.</param>
/// <param name="Arguments">The keyword arguments as they are written.</param>
internal sealed record KerasLayer(string Kind, int Units, JsonElement Arguments)
{
    public bool ReturnSequences => Flag("return_sequences");

    public bool GoBackwards => Flag("go_backwards");

    public bool Stateful => Flag("stateful");

    public bool ZeroOutputForMask => Flag("zero_output_for_mask");

    public bool UseBias => Flag("use_bias", otherwise: true);

    public bool UnitForgetBias => Flag("unit_forget_bias", otherwise: true);

    public bool ResetAfter => Flag("reset_after", otherwise: true);

    public float Kernel => Constant("kernel_initializer");

    public float Recurrent => Constant("recurrent_initializer");

    public float Bias => Constant("bias_initializer");

    /// <summary>Gates in Keras' order, in torch's letters: "ifgo" is its i f c o, "zrn" its z r h.</summary>
    public string Gates => Kind switch { "LSTM" => "ifgo", "GRU" => "zrn", _ => "n" };

    /// <summary>State vectors: h, and of an LSTM c.</summary>
    public int States => Kind == "LSTM" ? 2 : 1;

    /// <summary>Reads a layer, or a cell of a stack.</summary>
    public static KerasLayer Of(JsonElement layer)
    {
        JsonElement arguments = layer.GetProperty("kwargs");
        int units = arguments.TryGetProperty("units", out JsonElement named) ? named.GetInt32() : layer.GetProperty("args")[0].GetInt32();
        return new KerasLayer(layer.GetProperty("class").GetString()!.Replace("Cell", "", System.StringComparison.Ordinal), units, arguments);
    }

    /// <summary>The names of the arguments, for a check that all are understood.</summary>
    public string[] Names => [.. Arguments.EnumerateObject().Select(argument => argument.Name)];

    private bool Flag(string name, bool otherwise = false) =>
        Arguments.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : otherwise;

    private float Constant(string name) => !Arguments.TryGetProperty(name, out JsonElement value) ? 0
        : value.ValueKind == JsonValueKind.String && value.GetString() == "ones" ? 1
        : value.GetSingle();
}
