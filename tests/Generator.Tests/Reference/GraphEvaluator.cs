using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Computes the values of one step in double precision, each by the definition of its operator.</summary>
/// <param name="parameters">The rows of a parameter block, row-major.</param>
/// <param name="given">The values that come from outside.</param>
internal sealed class GraphEvaluator(Func<ParameterBlock, Rounded[]> parameters, IReadOnlyDictionary<Value, Rounded[]> given)
{
    private readonly Dictionary<Value, Rounded[]> _known = new(given);

    /// <summary>The elements of a value.</summary>
    public Rounded[] this[Value value]
    {
        get
        {
            if (!_known.TryGetValue(value, out Rounded[]? elements))
            {
                elements = Compute(value);
                _known.Add(value, elements);
            }

            return elements;
        }
    }

    /// <summary>Gives one more value from outside.</summary>
    public void Give(Value value, Rounded[] elements) => _known[value] = elements;

    private Rounded[] Compute(Value value)
    {
        Rounded[] Operand(int index) => this[value.Operands[index]];
        Rounded[] Map(Func<Rounded, Rounded> f) => [.. Operand(0).Select(f)];
        Rounded[] Zip(Func<Rounded, Rounded, Rounded> f) => [.. Operand(0).Zip(Operand(1), f)];
        return value.Operator switch
        {
            Operator.Parameter => parameters(value.Block!),
            Operator.Constant => [.. Enumerable.Repeat((Rounded)value.Constant, value.Length)],
            Operator.Affine => Affine(value),
            Operator.TransposedProduct => TransposedProduct(value),
            Operator.Add => Zip((a, b) => a + b),
            Operator.Subtract => Zip((a, b) => a - b),
            Operator.Multiply => Zip((a, b) => a * b),
            Operator.Sigmoid => Map(Rounded.Sigmoid),
            Operator.Tanh => Map(Rounded.Tanh),
            Operator.Relu => Map(Rounded.Relu),
            Operator.Elu => Map(Rounded.Elu),
            Operator.Softsign => Map(Rounded.Softsign),
            Operator.Softplus => Map(Rounded.Softplus),
            Operator.Clip => [.. Operand(0).Select((a, index) => Rounded.Clip(a, Operand(1)[index].Value, Operand(2)[index].Value))],
            Operator.WhereInside => [.. Operand(0).Select((a, index) => Rounded.WhereAbove(Operand(2)[index].Value, Operand(1)[index], Rounded.WhereAbove(-Operand(3)[index].Value, -Operand(1)[index], a, 0), 0))],
            Operator.Choose => [.. Operand(0).Select((condition, index) => Rounded.WhereAbove(0, condition, Operand(1)[index], Operand(2)[index]))],
            Operator.WherePositive => Zip((a, b) => Rounded.WhereAbove(0, b, a, 0)),
            _ => throw new InvalidOperationException($"{value} was not given"),
        };
    }

    private Rounded[] Affine(Value value)
    {
        AffineTerms terms = AffineTerms.Of(value);
        var sum = new Rounded[value.Length];
        foreach ((Value matrix, Value vector) in terms.Products)
        {
            Rounded[] weights = this[matrix];
            Rounded[] elements = this[vector];
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

    private Rounded[] TransposedProduct(Value value)
    {
        Rounded[] weights = this[value.Operands[0]];
        Rounded[] elements = this[value.Operands[1]];
        var sum = new Rounded[value.Length];
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
