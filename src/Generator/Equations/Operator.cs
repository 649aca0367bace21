namespace Unrolled.Generator.Equations;

/// <summary>The closed list of operators of the equations. Every value but a parameter is a vector; elementwise operators keep its length.</summary>
internal enum Operator
{
    /// <summary>A vector given from outside the step: the input, or the adjoint of an output.</summary>
    Input,

    /// <summary>A state as the step before left it.</summary>
    State,

    /// <summary>A block of rows of a named parameter: a matrix, or a vector.</summary>
    Parameter,

    /// <summary>The same number in every element.</summary>
    Constant,

    /// <summary>Sum over products W v and over biases b: operands W1 v1 W2 v2 ... b1 b2 ...; the products stand in the order of accumulation.</summary>
    Affine,

    /// <summary>Transpose of a matrix times a vector, W' d; it arises in adjoints.</summary>
    TransposedProduct,

    /// <summary>Elementwise a + b.</summary>
    Add,

    /// <summary>Elementwise a - b.</summary>
    Subtract,

    /// <summary>Elementwise a * b.</summary>
    Multiply,

    /// <summary>Elementwise logistic function.</summary>
    Sigmoid,

    /// <summary>Elementwise hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Elementwise max(a, 0).</summary>
    Relu,

    /// <summary>Elementwise x above 0, exp(x) - 1 below.</summary>
    Elu,

    /// <summary>Elementwise x / (1 + |x|).</summary>
    Softsign,

    /// <summary>Elementwise log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>Elementwise min(max(a, low), high): operands a, low, high, the latter two constants.</summary>
    Clip,

    /// <summary>Elementwise a where b > 0, else 0: the adjoint of <see cref="Relu"/>, b being its result.</summary>
    WherePositive,

    /// <summary>Elementwise a where low &lt; b &lt; high, else 0: the adjoint of <see cref="Clip"/>, b being its result; operands a, b, low, high.</summary>
    WhereInside,

    /// <summary>Elementwise a where the condition is above 0, else b: operands condition, a, b.</summary>
    Choose,
}
