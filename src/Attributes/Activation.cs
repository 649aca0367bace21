namespace Unrolled;

/// <summary>An activation function of a cell or of the dense head.</summary>
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
}
