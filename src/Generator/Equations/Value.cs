using System.Collections.Generic;
using System.Globalization;

namespace Unrolled.Generator.Equations;

/// <summary>One value of a <see cref="Graph"/>. Values are immutable; within a graph equal expressions are the same value.</summary>
internal sealed class Value
{
    internal Value(Graph graph, int id, Operator op, int length, IReadOnlyList<Value> operands)
    {
        Graph = graph;
        Id = id;
        Operator = op;
        Length = length;
        Operands = operands;
    }

    /// <summary>The graph that owns the value.</summary>
    public Graph Graph { get; }

    /// <summary>Position in the graph: operands always have smaller ids.</summary>
    public int Id { get; }

    /// <summary>How the value is computed.</summary>
    public Operator Operator { get; }

    /// <summary>Elements of the vector; the rows of a parameter.</summary>
    public int Length { get; }

    /// <summary>What it is computed from.</summary>
    public IReadOnlyList<Value> Operands { get; }

    /// <summary>The name in the equations and in the generated code; empty for a part of a larger expression.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The number of a <see cref="Operator.Constant"/>.</summary>
    public float Constant { get; internal init; }

    /// <summary>The block of a <see cref="Operator.Parameter"/>.</summary>
    public ParameterBlock? Block { get; internal init; }

    /// <summary>Whether nothing computes the value: it is given.</summary>
    public bool IsLeaf => Operator is Operator.Input or Operator.State or Operator.Parameter or Operator.Constant;

    /// <summary>Whether the value is a sum of matrix products, and so begins a pass.</summary>
    public bool IsProduct => Operator is Operator.Affine or Operator.TransposedProduct;

    public static Value operator +(Value a, Value b) => a.Graph.Add(a, b);

    public static Value operator -(Value a, Value b) => a.Graph.Subtract(a, b);

    public static Value operator -(float a, Value b) => b.Graph.Subtract(b.Graph.Constant(a, b.Length), b);

    public static Value operator -(Value a, float b) => a.Graph.Subtract(a, a.Graph.Constant(b, a.Length));

    public static Value operator +(Value a, float b) => a.Graph.Add(a, a.Graph.Constant(b, a.Length));

    public static Value operator *(float a, Value b) => b.Graph.Multiply(b.Graph.Constant(a, b.Length), b);

    public static Value operator *(Value a, Value b) => a.Graph.Multiply(a, b);

    public override string ToString() => Name.Length > 0 ? Name : string.Format(CultureInfo.InvariantCulture, "{0}#{1}", Operator, Id);
}
