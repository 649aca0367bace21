using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Unrolled.Conformance.Tests.Models;

namespace Unrolled.Conformance.Tests.Rnnoise;

/// <summary>RNNoise's weights: integers in units of 1/256; dense [inputs][outputs], GRU [inputs][3 * units] with the gates z r h and one bias.</summary>
internal static class RnnoiseWeights
{
    private static readonly Dictionary<string, float[]> s_weights = Read();

    /// <summary>A dense layer's weights as [outputs, inputs], and its bias.</summary>
    public static (float[] Weight, float[] Bias) Dense(string name)
    {
        float[] bias = s_weights[name + "_bias"];
        return (Gates.Transpose(s_weights[name + "_weights"], bias.Length), bias);
    }

    /// <summary>Fills the GRU's parameters of a model.</summary>
    public static void FillGru(ParameterList parameters, string name)
    {
        float[] bias = s_weights[name + "_bias"];
        foreach ((string weight, string suffix) in new[] { ("weight_ih_l0", "_weights"), ("weight_hh_l0", "_recurrent_weights") })
            parameters[weight].CopyFrom(Gates.Reorder(Gates.Transpose(s_weights[name + suffix], bias.Length), "zrn", "rzn"));
        parameters["bias_ih_l0"].CopyFrom(Gates.Reorder(bias, "zrn", "rzn"));
    }

    /// <summary>Fills the head's parameters of a model.</summary>
    public static void FillHead(ParameterList parameters, string name)
    {
        (float[] weight, float[] bias) = Dense(name);
        parameters["head.weight"].CopyFrom(weight);
        parameters["head.bias"].CopyFrom(bias);
    }

    private static Dictionary<string, float[]> Read()
    {
        const float Unit = 1 / 256f;
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rnnoise", "data", "weights.json")));
        return file.RootElement.GetProperty("weights").EnumerateObject()
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Value.Deserialize<float[]>()!.Select(value => value * Unit).ToArray());
    }
}
