using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Equations;

/// <summary>The terms of a product value: matrices with the vectors they multiply, and biases.</summary>
/// <param name="Products">In the order of accumulation.</param>
/// <param name="Biases">Added first: the accumulator starts with their sum.</param>
internal sealed record AffineTerms(IReadOnlyList<(Value Matrix, Value Vector)> Products, IReadOnlyList<Value> Biases)
{
    /// <summary>The terms of an <see cref="Operator.Affine"/> or <see cref="Operator.TransposedProduct"/> value.</summary>
    public static AffineTerms Of(Value value)
    {
        int matrices = value.Operands.Count(o => o.Block is { IsMatrix: true });
        var products = Enumerable.Range(0, matrices).Select(i => (value.Operands[2 * i], value.Operands[(2 * i) + 1])).ToList();
        return new AffineTerms(products, value.Operands.Skip(2 * matrices).ToList());
    }
}
