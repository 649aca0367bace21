using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Equations;

/// <summary>
/// The typed mathematics of one time step: a list of values in the order of computation, shape-checked as it grows.
/// Time, layers and directions are not in the graph.
/// </summary>
internal sealed class Graph
{
    private readonly List<Value> _values = [];
    private readonly Dictionary<string, Value> _known = new(StringComparer.Ordinal);

    /// <summary>All values; operands stand before what is computed from them.</summary>
    public IReadOnlyList<Value> Values => _values;

    /// <summary>A vector given from outside.</summary>
    public Value Input(string name, int length) => Leaf(Operator.Input, name, length);

    /// <summary>A state as the step before left it.</summary>
    public Value State(string name, int length) => Leaf(Operator.State, name, length);

    /// <summary>A block of a parameter, under the name that the equations give it.</summary>
    public Value Parameter(string name, ParameterBlock block) =>
        Intern($"parameter {name}", id => new Value(this, id, Operator.Parameter, block.Rows, []) { Name = name, Block = block });

    /// <summary>A constant vector.</summary>
    public Value Constant(float number, int length) =>
        Intern(FormattableString.Invariant($"constant {number:R} {length}"), id => new Value(this, id, Operator.Constant, length, []) { Constant = number });

    /// <summary>W1 v1 + W2 v2 + ... + b1 + b2 + ...</summary>
    public Value Affine(IReadOnlyList<(Value Matrix, Value Vector)> products, IReadOnlyList<Value> biases)
    {
        int rows = products[0].Matrix.Length;
        foreach ((Value matrix, Value vector) in products)
        {
            Require(matrix.Length == rows && matrix.Block!.Columns == vector.Length, $"{matrix} ({rows} rows) times {vector} ({vector.Length})");
        }

        foreach (Value bias in biases)
        {
            Require(bias.Length == rows, $"bias {bias} ({bias.Length}) added to {rows} rows");
        }

        return Computed(Operator.Affine, rows, [.. products.SelectMany(p => new[] { p.Matrix, p.Vector }), .. biases]);
    }

    /// <summary>W' d, where W is a block of a parameter.</summary>
    public Value TransposedProduct(Value matrix, Value vector)
    {
        Require(matrix.Length == vector.Length, $"transpose of {matrix} ({matrix.Length} rows) times {vector} ({vector.Length})");
        return Computed(Operator.TransposedProduct, matrix.Block!.Columns, [matrix, vector]);
    }

    /// <summary>a + b.</summary>
    public Value Add(Value a, Value b) => Elementwise(Operator.Add, a, b);

    /// <summary>a - b.</summary>
    public Value Subtract(Value a, Value b) => Elementwise(Operator.Subtract, a, b);

    /// <summary>a * b.</summary>
    public Value Multiply(Value a, Value b) => Elementwise(Operator.Multiply, a, b);

    /// <summary>Logistic function of a.</summary>
    public Value Sigmoid(Value a) => Elementwise(Operator.Sigmoid, a);

    /// <summary>Hyperbolic tangent of a.</summary>
    public Value Tanh(Value a) => Elementwise(Operator.Tanh, a);

    /// <summary>max(a, 0).</summary>
    public Value Relu(Value a) => Elementwise(Operator.Relu, a);

    /// <summary>Exponential linear unit of a.</summary>
    public Value Elu(Value a) => Elementwise(Operator.Elu, a);

    /// <summary>a / (1 + |a|).</summary>
    public Value Softsign(Value a) => Elementwise(Operator.Softsign, a);

    /// <summary>log(1 + exp(a)).</summary>
    public Value Softplus(Value a) => Elementwise(Operator.Softplus, a);

    /// <summary>a, but at least low and at most high.</summary>
    public Value Clip(Value a, float low, float high) => Elementwise(Operator.Clip, a, Constant(low, a.Length), Constant(high, a.Length));

    /// <summary>a where b is strictly between the bounds of a clip, else 0.</summary>
    public Value WhereInside(Value a, Value b, Value low, Value high) => Elementwise(Operator.WhereInside, a, b, low, high);

    /// <summary>a where the condition is positive, else b.</summary>
    public Value Choose(Value condition, Value a, Value b) => Elementwise(Operator.Choose, condition, a, b);

    /// <summary>a where b is positive, else 0.</summary>
    public Value WherePositive(Value a, Value b) => Elementwise(Operator.WherePositive, a, b);

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new ArgumentException("Shapes do not fit: " + what);
        }
    }

    private Value Elementwise(Operator op, params Value[] operands)
    {
        int length = operands[0].Length;
        Require(operands.All(o => o.Length == length), $"{op} of {string.Join(" and ", operands.Select(o => $"{o} ({o.Length})"))}");
        return Computed(op, length, operands);
    }

    private Value Computed(Operator op, int length, IReadOnlyList<Value> operands)
    {
        Require(operands.All(o => ReferenceEquals(o.Graph, this)), $"{op} of values from two graphs");
        return Intern($"{op} {string.Join(" ", operands.Select(o => o.Id))}", id => new Value(this, id, op, length, operands));
    }

    private Value Leaf(Operator op, string name, int length) =>
        Intern($"{op} {name}", id => new Value(this, id, op, length, []) { Name = name });

    private Value Intern(string key, Func<int, Value> create)
    {
        if (!_known.TryGetValue(key, out Value? value))
        {
            value = create(_values.Count);
            _known.Add(key, value);
            _values.Add(value);
        }

        return value;
    }
}
