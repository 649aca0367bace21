using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Equations;

/// <summary>Which values a set of results needs.</summary>
internal static class Reachability
{
    /// <summary>The roots and everything they are computed from, in the order of computation.</summary>
    public static IReadOnlyList<Value> Of(IEnumerable<Value> roots) => Of(roots, _ => true);

    /// <summary>The same, but what fails <paramref name="opens"/> is reached without its operands.</summary>
    public static IReadOnlyList<Value> Of(IEnumerable<Value> roots, Func<Value, bool> opens)
    {
        var reached = new HashSet<Value>();
        var open = new Stack<Value>(roots);
        while (open.Count > 0)
        {
            Value value = open.Pop();
            if (reached.Add(value) && opens(value))
            {
                foreach (Value operand in value.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return reached.OrderBy(v => v.Id).ToList();
    }
}
