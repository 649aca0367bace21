using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Steps that take turns in the direction in which they go through the tiles, where the weights are beyond the first cache: the bits stay those of a stream.</summary>
public sealed class TileOrderTests
{
    /// <summary>Inputs too few for a projection, tiles that come out even and such that leave a smaller one, lengths given at run time.</summary>
    private static IEnumerable<RnnSpec> Alternating { get; } =
    [
        Spec(Cell.Elman, 112, 5),
        Spec(Cell.Lstm, 56, 4) with { Returns = Returns.Sequence },
        Spec(Cell.Lstm, 53, 5) with { Peepholes = Peepholes.Diagonal, Bias = false },
        Spec(Cell.Gru, 56, 3) with { Returns = Returns.Sequence },
        Spec(Cell.Gru, 60, 4) with { VariableLength = true },
    ];

    [Fact]
    public void Steps_that_go_backwards_give_what_the_equations_say_and_the_bits_of_a_stream() =>
        GeneratedCodeTests.CheckEveryWidth(CompiledModels.Of([.. Alternating]));

    [Fact]
    public void Sequences_shorter_than_declared_alternate_too() => Assert.All(
        CompiledModels.Of([.. Alternating.Where(spec => spec.VariableLength)]).SelectMany(widths => widths),
        model => ContextTests.Check(model, new ContextCase(model.Spec, seed: 7)));

    [Fact]
    public void Steps_alternate_where_the_weights_are_beyond_the_first_cache_and_those_of_a_tile_are_not()
    {
        Assert.All(Alternating, spec => Assert.Contains(Programs.Of(spec), program => program.LayerStep!.Count == KernelMemory.Step));
        Assert.All(Programs.Of(Spec(Cell.Lstm, 56, 4)), program => Assert.Equal(KernelMemory.Step, program.LayerStep!.Count));
        RnnSpec[] others =
        [
            Spec(Cell.Lstm, 32, 5),
            Spec(Cell.Lstm, 200, 5),
            Spec(Cell.Gru, 64, 5) with { ResetAfter = false },
            Spec(Cell.Mgu, 96, 3),
        ];
        Assert.All(others.SelectMany(spec => Programs.Of(spec).SkipLast(1)), program => Assert.Null(program.LayerStep!.Count));
    }

    /// <summary>The weights of the inputs, which a step passes over, do not count where they are multiplied ahead.</summary>
    [Fact]
    public void A_step_upon_projected_inputs_alternates_where_its_recurrent_weights_fit()
    {
        LaneMethod RecurrentStep(int hidden, int lanes) =>
            Programs.Of(Spec(Cell.Lstm, hidden, 30) with { Input = 28 }, lanes).Predict.Single(method => method.Name == "RecurrentStep");

        Assert.Equal(KernelMemory.Step, RecurrentStep(128, Widths.Vector256).Count);
        Assert.Null(RecurrentStep(136, Widths.Vector256).Count);
        Assert.Equal(KernelMemory.Step, RecurrentStep(128, Widths.Vector512).Count);
        Assert.Equal(KernelMemory.Step, RecurrentStep(64, Widths.Vector512).Count);
    }

    private static RnnSpec Spec(Cell cell, int hidden, int steps) => Specs.Looped(3, hidden, steps, cell);
}
