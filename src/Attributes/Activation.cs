namespace Unrolled;

/// <summary>
/// An activation function of a cell or of the dense head. Some have parameters alpha and beta, whose defaults are those of the ONNX operators of
/// the same names.
/// </summary>
public enum Activation
{
    /// <summary>y = x.</summary>
    Identity,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>The logistic function, 1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>exp(x_k) / sum over j of exp(x_j), over one output vector; of the head only.</summary>
    Softmax,

    /// <summary>x above 0, alpha x below; alpha is 0.01.</summary>
    LeakyRelu,

    /// <summary>x above 0, alpha (exp(x) - 1) below; alpha is 1.</summary>
    Elu,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>min(max(alpha x + beta, 0), 1); alpha is 0.2, as in ONNX and Keras 2 (PyTorch and Keras 3: 1/6), beta is 0.5.</summary>
    HardSigmoid,

    /// <summary>min(max(x, alpha), beta); alpha is -1, beta is 1.</summary>
    HardTanh,

    /// <summary>alpha x + beta; alpha is 1, beta is 0.</summary>
    Affine,

    /// <summary>alpha tanh(beta x); alpha and beta are 1.</summary>
    ScaledTanh,

    /// <summary>x above alpha, else 0; alpha is 1.</summary>
    ThresholdedRelu,
}
