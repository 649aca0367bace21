using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator.Equations;

/// <summary>Writes equations as on paper: one line for each named value, with its unnamed parts in place.</summary>
internal static class GraphText
{
    /// <summary>The equations that compute <paramref name="roots"/>, in order; a next state carries a prime.</summary>
    public static IEnumerable<string> Lines(IEnumerable<Value> roots, IReadOnlyList<StateUpdate> states)
    {
        var primed = new HashSet<Value>(states.Select(s => s.Next));
        return Equations(Reachability.Of(roots), v => primed.Contains(v) ? v.Name + "'" : v.Name);
    }

    /// <summary>The equations of those values that have a name.</summary>
    public static IEnumerable<string> Equations(IEnumerable<Value> values) => Equations(values, v => v.Name);

    private static IEnumerable<string> Equations(IEnumerable<Value> values, Func<Value, string> nameOf) => values
        .Where(v => !v.IsLeaf && v.Name.Length > 0)
        .Select(v => $"{nameOf(v)} = {Expression(v, nameOf, isTop: true)}");

    private static string Expression(Value value, Func<Value, string> nameOf, bool isTop = false)
    {
        if (value.Operator == Operator.Constant)
        {
            return value.Constant.ToString("R", CultureInfo.InvariantCulture);
        }

        if (value.Name.Length > 0 && !isTop)
        {
            return nameOf(value);
        }

        string Operand(int index) => Expression(value.Operands[index], nameOf);
        return value.Operator switch
        {
            Operator.Affine => Affine(value, nameOf),
            Operator.TransposedProduct => $"{Operand(0)}^T {Operand(1)}",
            Operator.Add => $"{Operand(0)} + {Operand(1)}",
            Operator.Subtract => $"{Operand(0)} - {Parenthesised(value.Operands[1], nameOf)}",
            Operator.Multiply => $"{Parenthesised(value.Operands[0], nameOf)} * {Parenthesised(value.Operands[1], nameOf)}",
            Operator.Sigmoid => $"sigmoid({Operand(0)})",
            Operator.Tanh => $"tanh({Operand(0)})",
            Operator.Relu => $"relu({Operand(0)})",
            Operator.Elu => $"elu({Operand(0)})",
            Operator.Softsign => $"softsign({Operand(0)})",
            Operator.Softplus => $"softplus({Operand(0)})",
            Operator.Clip => $"clip({Operand(0)}, {Operand(1)}, {Operand(2)})",
            Operator.WhereInside => $"({Operand(0)} where {Operand(2)} < {Operand(1)} < {Operand(3)})",
            Operator.Choose => $"({Operand(1)} where {Operand(0)} > 0, else {Operand(2)})",
            Operator.WherePositive => $"({Operand(0)} where {Operand(1)} > 0)",
            _ => throw new InvalidOperationException($"{value.Operator} has no text"),
        };
    }

    private static string Affine(Value value, Func<Value, string> nameOf)
    {
        AffineTerms terms = AffineTerms.Of(value);
        return string.Join(" + ", terms.Products.Select(p => $"{nameOf(p.Matrix)} {nameOf(p.Vector)}").Concat(terms.Biases.Select(nameOf)));
    }

    private static string Parenthesised(Value value, Func<Value, string> nameOf)
    {
        string text = Expression(value, nameOf);
        bool isSum = value.Name.Length == 0 && value.Operator is Operator.Add or Operator.Subtract or Operator.Affine or Operator.TransposedProduct;
        return isSum && value.Name.Length == 0 ? $"({text})" : text;
    }
}
