using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Gradients;

/// <summary>
/// The whole of reverse-mode differentiation: for y = f(a, b) with adjoint dy, what each operand's adjoint gains.
/// Derivatives are written in terms of y where y suffices, so that the tape keeps results, not arguments.
/// </summary>
internal static class AdjointRules
{
    /// <summary>The contributions of <paramref name="y"/> to the adjoints of its operands; parameters are left to <see cref="Weights"/>.</summary>
    public static IEnumerable<(Value Operand, Value Adjoint)> Operands(Value y, Value dy)
    {
        Graph graph = y.Graph;
        Value Operand(int index) => y.Operands[index];
        return y.Operator switch
        {
            Operator.Affine => AffineTerms.Of(y).Products.Select(p => (p.Vector, graph.TransposedProduct(p.Matrix, dy))),
            Operator.Add => [(Operand(0), dy), (Operand(1), dy)],
            Operator.Subtract => [(Operand(0), dy), (Operand(1), 0f - dy)],
            Operator.Multiply => [(Operand(0), dy * Operand(1)), (Operand(1), dy * Operand(0))],
            Operator.Sigmoid => [(Operand(0), dy * (y * (1f - y)))],
            Operator.Tanh => [(Operand(0), dy * (1f - (y * y)))],
            Operator.Relu => [(Operand(0), graph.WherePositive(dy, y))],
            Operator.Elu => [(Operand(0), dy * (1f - graph.Relu(0f - y)))],
            Operator.Softsign => [(Operand(0), dy * Square(1f - graph.Choose(y, y, 0f - y)))],
            Operator.Softplus => [(Operand(0), dy * graph.Sigmoid(Operand(0)))],
            Operator.Clip => [(Operand(0), graph.WhereInside(dy, y, Operand(1), Operand(2)))],
            Operator.WherePositive => [(Operand(0), graph.WherePositive(dy, Operand(1)))],
            Operator.Choose =>
            [
                (Operand(1), graph.WherePositive(dy, Operand(0))),
                (Operand(2), graph.Choose(Operand(0), graph.Constant(0f, dy.Length), dy)),
            ],
            _ => throw new InvalidOperationException($"{y.Operator} has no adjoint rule"),
        };
    }

    /// <summary>
    /// The gradients of the parameters that <paramref name="y"/> reads: dy x' for a matrix that multiplies x, dy for a bias, dy * x for a
    /// vector that multiplies x element by element.
    /// </summary>
    public static IEnumerable<WeightGradient> Weights(Value y, Value dy)
    {
        if (y.Operator == Operator.Multiply)
        {
            return y.Operands.Where(o => o.Operator == Operator.Parameter)
                .Select(p => new WeightGradient(p.Block!, dy, y.Operands.Single(o => !ReferenceEquals(o, p))));
        }

        if (y.Operator != Operator.Affine)
        {
            return [];
        }

        AffineTerms terms = AffineTerms.Of(y);
        return terms.Products.Select(p => new WeightGradient(p.Matrix.Block!, dy, p.Vector))
            .Concat(terms.Biases.Select(b => new WeightGradient(b.Block!, dy, null)));
    }

    private static Value Square(Value a) => a * a;
}
