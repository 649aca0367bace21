using System;
using System.Linq;

namespace Unrolled.Conformance.Tests.Models;

/// <summary>Rows of gates brought from another framework's order into torch's.</summary>
internal static class Gates
{
    /// <summary>Reorders the blocks of rows of a matrix or vector.</summary>
    /// <param name="values">[gates * units, columns], row-major.</param>
    /// <param name="from">A letter for each gate in the order that they have.</param>
    /// <param name="to">The same letters in the order wanted.</param>
    public static float[] Reorder(float[] values, string from, string to)
    {
        int block = values.Length / from.Length;
        return [.. to.SelectMany(gate => values[(from.IndexOf(gate, StringComparison.Ordinal) * block)..][..block])];
    }

    /// <summary>[rows, columns] to [columns, rows].</summary>
    public static float[] Transpose(float[] values, int columns)
    {
        int rows = values.Length / columns;
        return [.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])];
    }
}
