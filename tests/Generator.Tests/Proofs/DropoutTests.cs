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

    private static IEnumerable<RnnSpec> Declarations(int hidden) => Layered(hidden).Concat(OfOneLayer(hidden));

    /// <summary>Every way in which layers go together, with dropout between them, on the recurrence or both, with lengths and without.</summary>
    private static IEnumerable<RnnSpec> Layered(int hidden) => Specs.LayeredAt(hidden)
        .Where(spec => spec.Layers > 1)
        .Select((spec, index) => spec with { Dropout = index % 3 == 1 ? 0 : 0.4f, RecurrentDropout = index % 3 == 0 ? 0 : 0.3f, VariableLength = index % 2 > 0 });

    /// <summary>Every cell and variant whose recurrence differs, unrolled in ways that take turns.</summary>
    private static IEnumerable<RnnSpec> OfOneLayer(int hidden)
    {
        IEnumerable<RnnSpec> cells = Specs.Cells.Select((cell, index) => Specs.Of(2, hidden, 3, cell, Specs.Heads[(2 * index) % Specs.Heads.Count], (Returns)(index % 2), true, Unroll.Auto));
        RnnSpec lstm = cells.First(spec => spec.Cell == Cell.Lstm);
        RnnSpec gru = cells.First(spec => spec.Cell == Cell.Gru);
        RnnSpec[] variants =
        [
            lstm with { Peepholes = Peepholes.Diagonal, Bidirectional = true },
            lstm with { Peepholes = Peepholes.Full, Projection = hidden - 1, CoupledGates = true },
            gru with { ResetAfter = false },
            gru with { ResetAfter = false, VariableLength = true },
            gru with { SingleBias = true, Reverse = true },
            lstm with { Cell = Cell.Jordan, Output = 3, OutputActivation = Activation.Tanh, Loss = Loss.MeanSquaredError },
        ];
        return cells.Concat(variants).Select((spec, index) => spec with { RecurrentDropout = 0.3f, Unroll = (Unroll)((hidden + index) % 4) });
    }

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
            int[] widest = Check(widths[0], hidden).Bits();
            Assert.All(widths.Skip(1), model => Assert.Equal(widest, ContextTests.Run(model, Case(model.Spec, hidden)).Bits()));
        }
    }

    /// <summary>
    /// A mask of ones changes no bit of what goes forwards. Gradients of the states of a GRU and a minimal gated unit, which products read and others, are summed up in another order where a
    /// mask is between; those of other cells keep their bits.
    /// </summary>
    [Fact]
    public void Without_a_seed_nothing_is_dropped()
    {
        RnnSpec[] with = [.. Declarations(5)];
        IReadOnlyList<RunnableModel> models = CompiledModels.OfOneWidth([.. with, .. with.Select(spec => spec with { Dropout = 0, RecurrentDropout = 0 })]);
        ContextResult[] results = [.. models.Select(model => ContextTests.Check(model, new ContextCase(model.Spec, seed: 5)))];
        for (int index = 0; index < with.Length; index++)
        {
            ContextResult plain = results[with.Length + index];
            Assert.Equal(plain.Outputs, results[index].Outputs);
            Assert.Equal((plain.Loss, plain.Evaluated), (results[index].Loss, results[index].Evaluated));
            if (with[index] is { RecurrentDropout: 0 } or { Cell: Cell.Elman or Cell.Jordan or Cell.Lstm })
            {
                Assert.Equal(plain.Bits(), results[index].Bits());
            }
        }
    }

    /// <summary>However far the code is unrolled, and on vectors of whatever width: the same masks and bits.</summary>
    [Fact]
    public void Every_schedule_gives_the_same_bits()
    {
        Unroll[] ways = [Unroll.None, Unroll.Steps, Unroll.Full, Unroll.Auto];
        RnnSpec[] specs = [.. OfOneLayer(7).SelectMany(spec => ways.Select(way => spec with { Unroll = way }))];
        foreach (IReadOnlyList<RunnableModel>[] schedules in CompiledModels.Of(specs).Chunk(ways.Length))
        {
            int[] bits = Check(schedules[0][0], seed: 7).Bits();
            Assert.All(schedules.SelectMany(widths => widths), model => Assert.Equal(bits, ContextTests.Run(model, Case(model.Spec, seed: 7)).Bits()));
        }
    }

    /// <summary>Checks what a model with dropout gives, with a seed, against the interpreter.</summary>
    internal static ContextResult Check(RunnableModel model, int seed) => ContextTests.Check(model, Case(model.Spec, seed));

    private static ContextCase Case(RnnSpec spec, int seed) => new(spec, seed, s_dropout);
}
