using System;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// How near generated code must come to the interpreter: as near as rounding lets it, by the error analysis of <see cref="Rounded"/>. That follows the interpreter's
/// order of summation, so that two units in the last place of the size of the sums are added for any other.
/// </summary>
internal static class Agreement
{
    private const double TwoUlps = 2.0 / (1 << 23);

    /// <summary>Outputs, states and losses, which are sums of terms about 1 at least; within [-1, 1] they are never off by more than 2e-6.</summary>
    public static void OfOutputs(RnnSpec spec, string what, Rounded[] expected, float[] actual) => Check(spec, what, expected, actual, value =>
    {
        double size = Math.Abs(value.Value);
        double rounding = value.Error + (TwoUlps * Math.Max(1, size));
        return size <= 1 ? Math.Min(2e-6, rounding) : rounding;
    });

    /// <summary>The gradients of all parameters, tensor by tensor.</summary>
    public static void OfParameterGradients(RnnSpec spec, Rounded[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (ParameterTensor tensor in ParameterCatalog.Of(spec).Tensors)
        {
            OfGradients(spec, "gradient of " + tensor.Name, expected[tensor.Offset..][..tensor.Length], actual[tensor.Offset..][..tensor.Length]);
        }
    }

    /// <summary>Gradients of one tensor or state, whose sums are as large as the largest of them.</summary>
    public static void OfGradients(RnnSpec spec, string what, Rounded[] expected, float[] actual)
    {
        double size = expected.Select(value => Math.Abs(value.Value)).DefaultIfEmpty().Max();
        Check(spec, what, expected, actual, value => value.Error + (TwoUlps * size));
    }

    /// <summary>A derivative and the central difference of 1e-6 to both sides: within 1e-7, in double precision.</summary>
    public static void OfDerivatives(RnnSpec spec, string what, double difference, Rounded derivative)
    {
        bool isClose = Math.Abs(difference - derivative.Value) <= 1e-7;
        if (!isClose)
        {
            Assert.Fail($"{spec}: {what} is {derivative.Value:R}, by differences {difference:R}");
        }
    }

    private static void Check(RnnSpec spec, string what, Rounded[] expected, float[] actual, Func<Rounded, double> tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double most = tolerance(expected[index]);
            bool isClose = Math.Abs(expected[index].Value - actual[index]) <= most;
            if (!isClose)
            {
                Assert.Fail($"{spec}: {what} {index} is {actual[index]:R}, must be {expected[index].Value:R} within {most:R}");
            }
        }
    }
}
