using System;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Gradients of all parameters, and the sum of the sizes of the terms of each.</summary>
internal sealed record GradientSum(double[] Values, double[] Sizes)
{
    /// <summary>Adds a term.</summary>
    public void Add(int index, double term)
    {
        Values[index] += term;
        Sizes[index] += Math.Abs(term);
    }
}
