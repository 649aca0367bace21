using System;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>The elementwise activations as operators of the equations.</summary>
internal static class Activations
{
    /// <summary>The activation of a value. Softmax is not elementwise: the head's value stays its logits.</summary>
    public static Value Apply(ActivationFunction activation, Value a)
    {
        Graph graph = a.Graph;
        (float alpha, float beta) = (activation.Alpha, activation.Beta);
        return activation.Kind switch
        {
            Activation.Identity or Activation.Softmax => a,
            Activation.Tanh => graph.Tanh(a),
            Activation.Sigmoid => graph.Sigmoid(a),
            Activation.Relu => graph.Relu(a),
            Activation.LeakyRelu => Leaky(a, alpha),
            Activation.Elu => Leaky(graph.Elu(a), alpha),
            Activation.Softsign => graph.Softsign(a),
            Activation.Softplus => graph.Softplus(a),
            Activation.HardSigmoid => graph.Clip((alpha * a) + beta, 0f, 1f),
            Activation.HardTanh => graph.Clip(a, alpha, beta),
            Activation.Affine => (alpha * a) + beta,
            Activation.ScaledTanh => alpha * graph.Tanh(beta * a),
            Activation.ThresholdedRelu => graph.WherePositive(a, a - alpha),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
        };
    }

    /// <summary>a above 0, alpha times a below.</summary>
    private static Value Leaky(Value a, float alpha) => alpha == 1f ? a : a.Graph.Choose(a, a, alpha * a);
}
