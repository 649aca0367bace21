using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Inputs that are multiplied ahead of the recurrence, where the weights are beyond the first cache: what is computed stays the same, to the bit.</summary>
public sealed class InputProjectionTests
{
    /// <summary>Rounds that are full or not, steps that are left over or not, with three and with four steps at a time.</summary>
    private static IEnumerable<RnnSpec> Projected { get; } =
    [
        Spec(Cell.Elman, 104, 8),
        Spec(Cell.Elman, 97, 67) with { Returns = Returns.Sequence },
        Spec(Cell.Lstm, 41, 9) with { Returns = Returns.Sequence, Bias = false },
        Spec(Cell.Lstm, 50, 11) with { Peepholes = Peepholes.Diagonal, CoupledGates = true, SingleBias = true, Clip = 1f },
        Spec(Cell.Lstm, 48, 8) with { Peepholes = Peepholes.Full },
        Spec(Cell.Lstm, 64, 8) with { Projection = 20 },
        Spec(Cell.Lstm, 48, 13) with { Output = 0 },
        Spec(Cell.Gru, 56, 36),
        Spec(Cell.Gru, 57, 10) with { ResetAfter = false, Returns = Returns.Sequence },
        Spec(Cell.Mgu, 65, 14),
        Spec(Cell.Jordan, 104, 8) with { Output = 90, Returns = Returns.Sequence },
        Spec(Cell.Lstm, 48, 9) with { Layers = 2, Bidirectional = true },
    ];

    [Fact]
    public void Projected_inputs_give_what_the_equations_say_and_the_bits_of_a_stream() =>
        GeneratedCodeTests.CheckEveryWidth(CompiledModels.Of([.. Projected]));

    [Fact]
    public void Inputs_are_projected_where_the_weights_are_beyond_the_first_cache() => Assert.All(
        Projected.SelectMany(spec => LayerSpec.Of(spec)).SelectMany(layer => Programs.Of(layer.Spec).SkipLast(1)),
        program => Assert.Equal(["ProjectInputs", "RecurrentStep", "PredictSequence"], program.Predict.Select(m => m.Name)));

    [Fact]
    public void Inputs_are_not_projected_where_that_does_not_pay()
    {
        RnnSpec pays = Spec(Cell.Lstm, 64, 100);
        RnnSpec[] doesNot =
        [
            pays with { Hidden = 32 },
            pays with { Input = 7 },
            pays with { Steps = 5 },
            pays with { VariableLength = true },
        ];

        Assert.All(doesNot.SelectMany(Programs.Of).Append(Programs.Of(pays, Widths.Vector128)), program => Assert.Null(program.Projection));
    }

    [Fact]
    public void As_many_steps_are_ahead_as_there_are_at_most_32()
    {
        Assert.Equal((4, 32), Ahead(100, Widths.Vector512));
        Assert.Equal((3, 30), Ahead(100, Widths.Vector256));
        Assert.Equal((4, 28), Ahead(30, Widths.Vector512));
    }

    /// <summary>Several sequences side by side share their weights too, and gain more by it than one does by projections.</summary>
    [Fact]
    public void Text_is_spared_at_the_projections_before_it_is_at_sequences_side_by_side() => Assert.All(
        Programs.Of(Spec(Cell.Lstm, 56, 12) with { Unroll = Unroll.Auto }).SkipLast(1),
        program => Assert.Equal((null, Tiling.Rows(program.Layout.Lanes)), (program.Projection, program.Rows)));

    private static (int Rows, int Steps) Ahead(int steps, int lanes) =>
        Programs.Of(Spec(Cell.Lstm, 64, steps), lanes).Projection is { } projection ? (projection.Rows, projection.Steps) : default;

    private static RnnSpec Spec(Cell cell, int hidden, int steps) => Specs.Looped(12, hidden, steps, cell);
}
