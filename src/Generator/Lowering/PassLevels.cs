using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>How many cuts lie before each value: a product needs every element of the vector it multiplies.</summary>
internal static class PassLevels
{
    /// <summary>The level of each computed value.</summary>
    public static Dictionary<Value, int> Of(IReadOnlyList<Value> computed, Func<Value, bool> isGiven)
    {
        var levels = new Dictionary<Value, int>();
        foreach (Value value in computed)
        {
            int cut = value.IsProduct ? 1 : 0;
            levels[value] = value.Operands.Where(o => !isGiven(o)).Select(o => levels[o] + cut).DefaultIfEmpty(0).Max();
        }

        Sink(computed, isGiven, levels);
        return levels;
    }

    /// <summary>
    /// Moves what is computed from given values alone to the pass that first reads it, so that nothing has to cross between passes for its sake. Of products that holds of those of
    /// a forward step: there W x is accumulated beside U h, in the same pass whether h is given or has to be masked first.
    /// </summary>
    private static void Sink(IReadOnlyList<Value> computed, Func<Value, bool> isGiven, Dictionary<Value, int> levels)
    {
        ILookup<Value, Value> readers = computed
            .SelectMany(v => v.Operands.Select(o => (Operand: o, Reader: v)))
            .ToLookup(pair => pair.Operand, pair => pair.Reader);
        foreach (Value value in computed.Reverse())
        {
            bool isMovable = value.Operator != Operator.TransposedProduct && value.Operands.All(isGiven) && readers[value].Any() && readers[value].All(r => !r.IsProduct);
            if (isMovable)
            {
                levels[value] = readers[value].Min(r => levels[r]);
            }
        }
    }
}
