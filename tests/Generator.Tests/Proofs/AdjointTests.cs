using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>The first proof: derived adjoints against central differences, in double precision.</summary>
public sealed class AdjointTests
{
    public static TheoryData<int> Sizes => Specs.IsLong ? [1, 2, 3, 5] : [1, 2, 3];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Adjoints_are_the_derivatives_that_central_differences_find(int hidden)
    {
        IEnumerable<RnnSpec> specs =
            from cell in Specs.Cells
            from head in Specs.Heads
            from returns in new[] { Returns.Last, Returns.Sequence }
            from bias in new[] { true, false }
            select Specs.Of(2, hidden, 3, cell, head, returns, bias, Unroll.Auto);
        IEnumerable<RnnSpec> variants =
            from variant in Specs.Variants
            from head in new[] { Specs.Heads[0], Specs.Heads[2] }
            from returns in Enum.GetValues<Returns>()
            select variant(Specs.Of(2, hidden, 3, Specs.Cells[0], head, returns, bias: true, Unroll.Auto));
        Assert.All(specs.Concat(variants), (spec, index) => CheckAgainstDifferences(spec, hasWeights: index % 3 == 0));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Adjoints_of_layers_and_directions_are_those_derivatives_too(int hidden) => Assert.All(
        Enumerable.Range(hidden, 4).SelectMany(turn => Specs.LayeredAt(hidden, turn)).Select(spec => spec with { Input = 2 }),
        (spec, index) => CheckAgainstDifferences(spec, hasWeights: index % 3 == 0));

    private static void CheckAgainstDifferences(RnnSpec spec, bool hasWeights)
    {
        const int Batch = 2;
        var random = new RandomNumbers(17);
        double[] parameters = [.. random.Uniform(ParameterCatalog.Of(spec).Length, 0.9).Select(v => (double)v)];
        double[] inputs = [.. random.Uniform(Batch * spec.Steps * spec.Input, 1.5).Select(v => (double)v)];
        double[] targets = [.. random.Targets(spec, Batch).Select(v => (double)v)];
        double[]? weights = hasWeights ? [.. random.Weights(Batch * spec.OutputSteps).Select(v => (double)v)] : null;
        CheckAgainstDifferences(spec, parameters, inputs, targets, weights, ReferenceContext.None);
    }

    /// <summary>Checks the derived gradients of the parameters over a batch with a context.</summary>
    internal static void CheckAgainstDifferences(ContextCase batch) =>
        CheckAgainstDifferences(batch.Spec, batch.Parameters, batch.Inputs, batch.Targets, null, batch.Training);

    private static void CheckAgainstDifferences(
        RnnSpec spec, double[] parameters, double[] inputs, double[] targets, double[]? weights, ReferenceContext context)
    {
        const double Difference = 1e-6;
        var interpreter = new Interpreter(spec, parameters);
        double LossAt(int index, double shift)
        {
            double[] shifted = [.. parameters];
            shifted[index] += shift;
            return interpreter.With(shifted).Loss(inputs, targets, weights, context).Value;
        }

        Rounded[] gradients = interpreter.Backpropagate(inputs, targets, weights, context).Parameters;
        for (int index = 0; index < parameters.Length; index++)
        {
            double expected = (LossAt(index, Difference) - LossAt(index, -Difference)) / (2 * Difference);
            Agreement.OfDerivatives(spec, $"gradient {index}", expected, gradients[index]);
        }
    }
}
