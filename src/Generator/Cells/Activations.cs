using System;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>The elementwise activations as operators of the equations.</summary>
internal static class Activations
{
    /// <summary>The activation of a value. Softmax is not elementwise: the head's value stays its logits.</summary>
    public static Value Apply(Activation activation, Value a) => activation switch
    {
        Activation.Identity or Activation.Softmax => a,
        Activation.Tanh => a.Graph.Tanh(a),
        Activation.Sigmoid => a.Graph.Sigmoid(a),
        Activation.Relu => a.Graph.Relu(a),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
    };
}
