using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// Turns the elementwise equations of a pass into expressions over registers. A part that one value alone reads stays in place,
/// and a product that is added becomes a multiply-add.
/// </summary>
internal sealed class ExpressionLowerer(StepPlan plan, Pass pass, Bindings bindings, Func<Value, Lane, Expression> read)
{
    private readonly HashSet<Value> _computed = new(pass.Elementwise);

    /// <summary>Whether the value is written out within the expression of its only reader.</summary>
    public bool IsInPlace(Value value) =>
        value.Name.Length == 0 && !value.IsLeaf && _computed.Contains(value) && plan.UsesOf(value) == 1
        && bindings.Target(value) is null && plan.SoleReaderOf(value) is { } reader && _computed.Contains(reader);

    /// <summary>The expression of a value of the pass.</summary>
    public Expression Compute(Value value, Lane lane)
    {
        Expression Operand(int index) => Read(value.Operands[index], lane);
        return value.Operator switch
        {
            Operator.Add => Sum(value, lane),
            Operator.Subtract => Difference(value, lane),
            Operator.Multiply => new Binary("*", Operand(0), Operand(1)),
            Operator.Tanh => new Call("Tanh", [Operand(0)]),
            Operator.Sigmoid => Sigmoid(value.Operands[0], Operand(0)),
            Operator.Relu or Operator.Elu or Operator.Softsign or Operator.Softplus or Operator.Clip
                or Operator.WherePositive or Operator.WhereInside or Operator.Choose =>
                new Call(value.Operator.ToString(), [.. value.Operands.Select((_, index) => Operand(index))]),
            _ => throw new InvalidOperationException($"{value.Operator} is not elementwise"),
        };
    }

    /// <summary>A gate whose weights could not be halved, since more than products is in its sum, halves the sum itself: that is exact.</summary>
    private Expression Sigmoid(Value argument, Expression operand) =>
        plan.IsHalved(argument) ? new Call("SigmoidOfHalf", [operand])
        : plan.HalvesGates ? new Call("SigmoidOfHalf", [new Binary("*", new Number(0.5f), operand)])
        : new Call("Sigmoid", [operand]);

    private Expression Read(Value value, Lane lane)
    {
        if (value.Operator == Operator.Constant)
        {
            return new Number(value.Constant);
        }

        return IsInPlace(value) ? Compute(value, lane) : read(value, lane with { Value = value });
    }

    private Expression Sum(Value value, Lane lane)
    {
        Value? product = value.Operands.FirstOrDefault(IsProductInPlace);
        if (product is null)
        {
            return new Binary("+", Read(value.Operands[0], lane), Read(value.Operands[1], lane));
        }

        Value addend = value.Operands[ReferenceEquals(product, value.Operands[0]) ? 1 : 0];
        return new MultiplyAdd(Read(product.Operands[0], lane), Read(product.Operands[1], lane), Read(addend, lane));
    }

    private Expression Difference(Value value, Lane lane)
    {
        Value minuend = value.Operands[0];
        Value subtrahend = value.Operands[1];
        if (minuend is { Operator: Operator.Constant, Constant: 0f })
        {
            return new Negate(Read(subtrahend, lane));
        }

        return IsProductInPlace(subtrahend)
            ? new MultiplyAdd(new Negate(Read(subtrahend.Operands[0], lane)), Read(subtrahend.Operands[1], lane), Read(minuend, lane))
            : new Binary("-", Read(minuend, lane), Read(subtrahend, lane));
    }

    private bool IsProductInPlace(Value value) => value.Operator == Operator.Multiply && IsInPlace(value);
}
