using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Declarations to sweep.</summary>
internal static class Specs
{
    /// <summary>The hidden sizes to sweep: all small ones, and those around multiples of the lanes.</summary>
    public static IReadOnlyList<int> Hidden { get; } = [.. Enumerable.Range(1, 17), 23, 31, 32, 33, 64];

    /// <summary>The cells with their activations.</summary>
    public static IReadOnlyList<(Cell Cell, Activation Activation)> Cells { get; } =
        [(Cell.Elman, Activation.Tanh), (Cell.Elman, Activation.Relu), (Cell.Lstm, Activation.Tanh), (Cell.Gru, Activation.Tanh)];

    /// <summary>Every head and loss: output size, activation, loss.</summary>
    public static IReadOnlyList<(int Output, Activation Activation, Loss Loss)> Heads { get; } =
    [
        (0, Activation.Identity, Loss.MeanSquaredError),
        (1, Activation.Identity, Loss.MeanSquaredError),
        (2, Activation.Tanh, Loss.MeanSquaredError),
        (9, Activation.Sigmoid, Loss.MeanSquaredError),
        (3, Activation.Relu, Loss.MeanSquaredError),
        (5, Activation.Softmax, Loss.MeanSquaredError),
        (4, Activation.Softmax, Loss.CrossEntropy),
        (10, Activation.Softmax, Loss.CrossEntropy),
        (1, Activation.Sigmoid, Loss.BinaryCrossEntropy),
        (8, Activation.Sigmoid, Loss.BinaryCrossEntropy),
    ];

    /// <summary>A declaration of a class in no particular place.</summary>
    public static RnnSpec Of(
        int input, int hidden, int steps, (Cell Cell, Activation Activation) cell, (int Output, Activation Activation, Loss Loss) head, Returns returns, bool bias, Unroll unroll) => new()
        {
            Host = new HostType("Swept", default, "M", "Swept.M"),
            Input = input,
            Hidden = hidden,
            Steps = steps,
            Cell = cell.Cell,
            Activation = cell.Activation,
            Output = head.Output,
            OutputActivation = head.Activation,
            Loss = head.Loss,
            Returns = returns,
            Bias = bias,
            Unroll = unroll,
        };

    /// <summary>
    /// Every cell and loss at a hidden size; input, steps, returns, bias and unrolling take turns so that each meets each within a few sizes.
    /// </summary>
    public static IEnumerable<RnnSpec> AtHidden(int hidden)
    {
        int turn = hidden;
        foreach ((Cell, Activation) cell in Cells)
        {
            foreach ((int, Activation, Loss) head in Heads)
            {
                turn++;
                yield return Of(
                    1 + (turn % 4),
                    hidden,
                    1 + (turn % 5),
                    cell,
                    head,
                    turn / 2 % 2 == 0 ? Returns.Last : Returns.Sequence,
                    turn % 7 != 0,
                    (Unroll)(turn / 3 % 4));
            }
        }
    }

    /// <summary>Every option against every other at the standing size.</summary>
    public static IEnumerable<RnnSpec> EveryOption() =>
        from cell in Cells
        from head in Heads
        from returns in new[] { Returns.Last, Returns.Sequence }
        from bias in new[] { true, false }
        from unroll in new[] { Unroll.Auto, Unroll.None }
        select Of(3, 7, 5, cell, head, returns, bias, unroll);
}
