using System;
using System.Collections.Generic;

namespace Unrolled;

/// <summary>Stored weights are damaged or do not fit the model. The model keeps the parameters it had.</summary>
public sealed class WeightsFormatException : FormatException
{
    internal WeightsFormatException(string source, IReadOnlyList<string> problems)
        : base($"{source} does not hold this model's weights:{string.Concat(WithBullets(problems))}") => Problems = problems;

    /// <summary>Everything found wrong, one sentence each: every missing, left-over and mis-shaped tensor.</summary>
    public IReadOnlyList<string> Problems { get; }

    private static IEnumerable<string> WithBullets(IReadOnlyList<string> problems)
    {
        foreach (string problem in problems)
            yield return "\n- " + problem;
    }
}
