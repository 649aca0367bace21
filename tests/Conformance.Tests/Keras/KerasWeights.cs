using System.Linq;
using Unrolled.Conformance.Tests.Models;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>
/// The weights that a Keras layer starts with, in Keras' layout, put into a model: kernel [inputs, gates * units] and recurrent_kernel [units, gates * units]
/// are transposed, gates brought into torch's order; of a GRU's bias [2, 3 * units] the first row is bias_ih and the second bias_hh, any other bias is bias_ih alone.
/// </summary>
internal static class KerasWeights
{
    /// <summary>Fills the parameters of one layer and direction.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="suffix">What their names end with: "_l0", "_l0_reverse".</param>
    /// <param name="layer">The layer.</param>
    /// <param name="inputs">Features it reads.</param>
    public static void Fill(ParameterList parameters, string suffix, KerasLayer layer, int inputs)
    {
        int width = layer.Gates.Length * layer.Units;
        float[] kernel = [.. Enumerable.Repeat(layer.Kernel, inputs * width)];
        float[] recurrent = [.. Enumerable.Repeat(layer.Recurrent, layer.Units * width)];
        string gates = layer.Kind switch { "LSTM" => "ifgo", "GRU" => "rzn", _ => "n" };
        parameters["weight_ih" + suffix].CopyFrom(Gates.Reorder(Gates.Transpose(kernel, width), layer.Gates, gates));
        parameters["weight_hh" + suffix].CopyFrom(Gates.Reorder(Gates.Transpose(recurrent, width), layer.Gates, gates));
        if (!layer.UseBias)
            return;

        // Every row of Keras' bias starts alike.
        float[] bias = [.. layer.Gates.SelectMany(gate => Enumerable.Repeat(gate == 'f' && layer.UnitForgetBias ? 1 : layer.Bias, layer.Units))];
        parameters["bias_ih" + suffix].CopyFrom(Gates.Reorder(bias, layer.Gates, gates));
        if (layer is { Kind: "GRU", ResetAfter: true })
            parameters["bias_hh" + suffix].CopyFrom(Gates.Reorder(bias, layer.Gates, gates));
    }
}
