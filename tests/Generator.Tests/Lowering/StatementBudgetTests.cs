using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Under Unroll.Auto a model compiles and starts in a blink, whatever its shape.</summary>
public sealed class StatementBudgetTests
{
    private static readonly (int, Activation, Loss)[] s_heads =
    [
        (0, Activation.Identity, Loss.MeanSquaredError),
        (1, Activation.Sigmoid, Loss.BinaryCrossEntropy),
        (64, Activation.Softmax, Loss.CrossEntropy),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(257)]
    [InlineData(512)]
    public void A_model_stays_within_the_budget_at_every_size(int hidden)
    {
        IEnumerable<RnnSpec> specs =
            from cell in new[] { Cell.Elman, Cell.Lstm, Cell.Gru }
            from head in s_heads
            from input in new[] { 1, 512 }
            from steps in new[] { 5, 1000 }
            from returns in Enum.GetValues<Returns>()
            select Specs.Of(input, hidden, steps, (cell, Activation.Tanh), head, returns, true, Unroll.Auto);

        Assert.All(specs, spec => Assert.InRange(Programs.Of(spec).Sum(p => p.Statements), 1, 3_000));
    }

    /// <summary>Cells of several passes have twice the loops, and three groups of tiles each at sizes that no width divides.</summary>
    [Theory]
    [InlineData(33)]
    [InlineData(84)]
    [InlineData(200)]
    public void A_cell_of_several_passes_stays_within_it_too(int hidden)
    {
        RnnSpec Of(Cell cell) => Specs.Of(5, hidden, 12, (cell, Activation.Tanh), (9, Activation.Identity, Loss.MeanSquaredError), Returns.Last, true, Unroll.Auto);
        RnnSpec[] specs =
        [
            Of(Cell.Mgu) with { Clip = 0.5f, VariableLength = true },
            Of(Cell.Gru) with { ResetAfter = false, Returns = Returns.Sequence },
            Of(Cell.Lstm) with { Projection = hidden / 3, Peepholes = Peepholes.Diagonal },
            Of(Cell.Lstm) with { Peepholes = Peepholes.Full, CoupledGates = true },
            Of(Cell.Jordan),
        ];

        Assert.All(specs, spec => Assert.InRange(Programs.Of(spec).Sum(p => p.Statements), 1, 3_000));
    }
}
