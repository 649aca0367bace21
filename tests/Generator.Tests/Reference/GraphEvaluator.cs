using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Computes the values of one step in double precision, each by the definition of its operator.</summary>
/// <param name="parameters">The rows of a parameter block, row-major.</param>
/// <param name="given">The values that come from outside.</param>
internal sealed class GraphEvaluator(Func<ParameterBlock, double[]> parameters, IReadOnlyDictionary<Value, double[]> given)
{
    private readonly Dictionary<Value, double[]> _known = new(given);

    /// <summary>The elements of a value.</summary>
    public double[] this[Value value]
    {
        get
        {
            if (!_known.TryGetValue(value, out double[]? elements))
            {
                elements = Compute(value);
                _known.Add(value, elements);
            }

            return elements;
        }
    }

    /// <summary>Gives one more value from outside.</summary>
    public void Give(Value value, double[] elements) => _known[value] = elements;

    private double[] Compute(Value value)
    {
        double[] Operand(int index) => this[value.Operands[index]];
        double[] Map(Func<double, double> f) => [.. Operand(0).Select(f)];
        double[] Zip(Func<double, double, double> f) => [.. Operand(0).Zip(Operand(1), f)];
        return value.Operator switch
        {
            Operator.Parameter => parameters(value.Block!),
            Operator.Constant => [.. Enumerable.Repeat((double)value.Constant, value.Length)],
            Operator.Affine => Affine(value),
            Operator.TransposedProduct => TransposedProduct(value),
            Operator.Add => Zip((a, b) => a + b),
            Operator.Subtract => Zip((a, b) => a - b),
            Operator.Multiply => Zip((a, b) => a * b),
            Operator.Sigmoid => Map(a => 1 / (1 + Math.Exp(-a))),
            Operator.Tanh => Map(Math.Tanh),
            Operator.Relu => Map(a => Math.Max(a, 0)),
            Operator.Elu => Map(a => a > 0 ? a : Math.Exp(a) - 1),
            Operator.Softsign => Map(a => a / (1 + Math.Abs(a))),
            Operator.Softplus => Map(a => Math.Log(1 + Math.Exp(a))),
            Operator.Clip => [.. Operand(0).Select((a, index) => Math.Clamp(a, Operand(1)[index], Operand(2)[index]))],
            Operator.WhereInside => [.. Operand(0).Select((a, index) => Operand(2)[index] < Operand(1)[index] && Operand(1)[index] < Operand(3)[index] ? a : 0)],
            Operator.Choose => [.. Operand(0).Select((condition, index) => Operand(condition > 0 ? 1 : 2)[index])],
            Operator.WherePositive => Zip((a, b) => b > 0 ? a : 0),
            _ => throw new InvalidOperationException($"{value} was not given"),
        };
    }

    private double[] Affine(Value value)
    {
        AffineTerms terms = AffineTerms.Of(value);
        var sum = new double[value.Length];
        foreach ((Value matrix, Value vector) in terms.Products)
        {
            double[] weights = this[matrix];
            double[] elements = this[vector];
            for (int row = 0; row < sum.Length; row++)
            {
                for (int column = 0; column < elements.Length; column++)
                {
                    sum[row] += weights[(row * elements.Length) + column] * elements[column];
                }
            }
        }

        foreach (Value bias in terms.Biases)
        {
            sum = [.. sum.Zip(this[bias], (a, b) => a + b)];
        }

        return sum;
    }

    private double[] TransposedProduct(Value value)
    {
        double[] weights = this[value.Operands[0]];
        double[] elements = this[value.Operands[1]];
        var sum = new double[value.Length];
        for (int row = 0; row < elements.Length; row++)
        {
            for (int column = 0; column < sum.Length; column++)
            {
                sum[column] += weights[(row * sum.Length) + column] * elements[row];
            }
        }

        return sum;
    }
}
