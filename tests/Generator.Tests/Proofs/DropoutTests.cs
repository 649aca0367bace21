using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Dropout with a given seed: derived gradients against differences, generated code against the interpreter, and without a seed no dropout at all.</summary>
public sealed class DropoutTests
{
    private static readonly ReferenceDropout s_dropout = new(Seed: 2016, FirstSequence: 3);

    public static TheoryData<int> Sizes => [3, 9];

    /// <summary>Every way in which layers go together, with lengths and without.</summary>
    private static IEnumerable<RnnSpec> Declarations(int hidden) => Specs.LayeredAt(hidden)
        .Where(spec => spec.Layers > 1)
        .Select((spec, index) => spec with { Dropout = 0.4f, VariableLength = index % 2 > 0 });

    [Fact]
    public void Gradients_through_masks_are_the_derivatives_that_central_differences_find() => Assert.All(
        Declarations(2).Concat(Declarations(3)),
        spec =>
        {
            var batch = new ContextCase(spec, seed: 29, s_dropout);
            AdjointTests.CheckAgainstDifferences(batch);
            ContextTests.CheckAgainstDifferences(batch);
        });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Generated_code_drops_what_the_reference_drops(int hidden)
    {
        foreach (IReadOnlyList<RunnableModel> widths in CompiledModels.Of([.. Declarations(hidden)]))
        {
            ContextResult[] results = [.. widths.Select(model => Check(model, hidden))];
            Assert.All(results, result => Assert.Equal(Bits(results[0]), Bits(result)));
        }
    }

    [Fact]
    public void Without_a_seed_nothing_is_dropped()
    {
        RnnSpec[] with = [.. Declarations(5)];
        IReadOnlyList<RunnableModel> models = CompiledModels.OfOneWidth([.. with, .. with.Select(spec => spec with { Dropout = 0 })]);
        ContextResult[] results = [.. models.Select(model => ContextTests.Check(model, new ContextCase(model.Spec, seed: 5)))];
        for (int index = 0; index < with.Length; index++)
        {
            Assert.Equal(Bits(results[with.Length + index]), Bits(results[index]));
            Assert.Equal(results[with.Length + index].Outputs, results[index].Outputs);
        }
    }

    /// <summary>Checks what a model with dropout gives, with a seed, against the interpreter.</summary>
    internal static ContextResult Check(RunnableModel model, int seed) => ContextTests.Check(model, new ContextCase(model.Spec, seed, s_dropout));

    private static IEnumerable<int> Bits(ContextResult result) => new[] { [result.Loss, result.Evaluated], result.Gradients, result.InitialHidden, result.InitialCell, result.Inputs }
        .SelectMany(values => values.Select(BitConverter.SingleToInt32Bits));
}
