using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Declarations to sweep.</summary>
internal static class Specs
{
    private const int Seed = 2;
    private const int MostInputs = 3;
    private const int MostSteps = 3;

    /// <summary>The largest size at which several layers are unrolled as a whole.</summary>
    private const int LargestWhole = 9;

    /// <summary>Whether to sweep every option with every other at every size, which takes an hour; else every two meet somewhere.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("UNROLLED_LONG") == "1";

    /// <summary>The hidden sizes to sweep: all small ones, and those around multiples of the lanes.</summary>
    public static IReadOnlyList<int> Hidden { get; } = [.. Enumerable.Range(1, 17), 23, 31, 32, 33, 64];

    /// <summary>The cells with their activations.</summary>
    public static IReadOnlyList<(Cell Cell, Activation Activation)> Cells { get; } =
        [(Cell.Elman, Activation.Tanh), (Cell.Elman, Activation.Relu), (Cell.Lstm, Activation.Tanh), (Cell.Gru, Activation.Tanh), (Cell.Mgu, Activation.Tanh)];

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
        (0, Activation.Identity, Loss.Huber),
        (2, Activation.Identity, Loss.Huber),
        (4, Activation.Softmax, Loss.Huber),
    ];

    /// <summary>The variants of the cells, each as a change of the plain declaration.</summary>
    public static IReadOnlyList<Func<RnnSpec, RnnSpec>> Variants { get; } =
    [
        s => s with { Cell = Cell.Lstm, Peepholes = Peepholes.Diagonal },
        s => s with { Cell = Cell.Lstm, Peepholes = Peepholes.Full },
        s => s with { Cell = Cell.Lstm, CoupledGates = true },
        s => s with { Cell = Cell.Lstm, CoupledGates = true, Peepholes = Peepholes.Diagonal, SingleBias = true },
        s => s with { Cell = Cell.Lstm, Projection = s.Hidden / 2 },
        s => s with { Cell = Cell.Lstm, Projection = s.Hidden / 2, Peepholes = Peepholes.Diagonal },
        s => s with { Cell = Cell.Lstm, Projection = s.Hidden - 1, Peepholes = Peepholes.Full, CoupledGates = true },
        s => s with { Cell = Cell.Lstm, SingleBias = true },
        s => s with { Cell = Cell.Gru, ResetAfter = false },
        s => s with { Cell = Cell.Gru, ResetAfter = false, SingleBias = true },
        s => s with { Cell = Cell.Gru, SingleBias = true },
        s => s with { Cell = Cell.Mgu, SingleBias = true },
        s => s with { Cell = Cell.Elman, SingleBias = true },
        s => s with { Cell = Cell.Lstm, GateActivation = Activation.HardSigmoid },
        s => s with { Cell = Cell.Lstm, GateActivation = Activation.HardSigmoid, GateAlpha = 1f / 6, Clip = 0.8f },
        s => s with { Cell = Cell.Lstm, Clip = 0.5f, Peepholes = Peepholes.Diagonal },
        s => s with { Cell = Cell.Lstm, Activation = Activation.Elu, ActivationAlpha = 0.7f, StateActivation = Activation.LeakyRelu, StateAlpha = 0.3f },
        s => s with { Cell = Cell.Lstm, Activation = Activation.Softplus, StateActivation = Activation.Sigmoid, Projection = s.Hidden / 2 },
        s => s with { Cell = Cell.Lstm, Activation = Activation.Affine, ActivationAlpha = 0.5f, ActivationBeta = 0.1f, StateActivation = Activation.Identity },
        s => s with { Cell = Cell.Gru, Activation = Activation.Softsign, Clip = 0.6f },
        s => s with { Cell = Cell.Gru, Activation = Activation.ScaledTanh, ActivationAlpha = 1.7f, ActivationBeta = 0.6f, GateActivation = Activation.Softsign },
        s => s with { Cell = Cell.Gru, Activation = Activation.HardTanh, ActivationAlpha = -0.5f, ActivationBeta = 0.4f, ResetAfter = false },
        s => s with { Cell = Cell.Mgu, Activation = Activation.Identity, GateActivation = Activation.HardSigmoid, GateBeta = 0.4f },
        s => s with { Cell = Cell.Elman, Activation = Activation.Identity },
        s => s with { Cell = Cell.Elman, Activation = Activation.ThresholdedRelu, ActivationAlpha = -0.1f },
        s => s with { Cell = Cell.Elman, Activation = Activation.Sigmoid, Clip = 1.1f },
        s => Head(s with { Cell = Cell.Elman, Activation = Activation.Softsign }, 2, Activation.LeakyRelu) with { OutputAlpha = -0.5f },
        s => Head(s with { Cell = Cell.Elman, Activation = Activation.Elu }, 1, Activation.Softplus),
        s => Head(s with { Cell = Cell.Gru }, 17, Activation.ScaledTanh) with { OutputAlpha = 2f, OutputBeta = 0.5f },
        s => Head(s with { Cell = Cell.Lstm }, 3, Activation.ThresholdedRelu) with { OutputAlpha = -0.2f },
        s => Head(s with { Cell = Cell.Elman }, 3, Activation.Elu) with { OutputAlpha = 0.5f },
        s => Head(s with { Cell = Cell.Elman }, 1, Activation.HardSigmoid) with { OutputAlpha = 1f },
        s => Head(s with { Cell = Cell.Jordan }, 1, Activation.Tanh),
        s => Head(s with { Cell = Cell.Jordan }, 3, Activation.Identity),
        s => Head(s with { Cell = Cell.Jordan, Activation = Activation.Relu, SingleBias = true }, 17, Activation.Sigmoid),
        s => Head(s with { Cell = Cell.Jordan, Activation = Activation.Softsign, Clip = 0.9f, Bias = false }, 9, Activation.Elu) with { OutputAlpha = 0.6f },
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
            HuberDelta = head.Loss == Loss.Huber ? 0.4f : 1f,

            // Two heads in three of the cross-entropy have an option of it, so that each meets every cell.
            LabelSmoothing = head.Loss == Loss.CrossEntropy && hidden % 3 > 0 ? 0.1f : 0f,
            ClassWeights = head.Loss == Loss.CrossEntropy && hidden % 3 > 1 ? new([.. Enumerable.Range(1, head.Output).Select(c => c / 2f)]) : default,
            Returns = returns,
            Bias = bias,
            Unroll = unroll,
        };

    /// <summary>A declaration of loops without a limit on its text, with a head of two outputs.</summary>
    public static RnnSpec Looped(int input, int hidden, int steps, Cell cell) =>
        Of(input, hidden, steps, (cell, Activation.Tanh), (2, Activation.Identity, Loss.MeanSquaredError), Returns.Last, true, Unroll.None);

    /// <summary>
    /// Every cell and loss at a hidden size, and a part of the variants. Heads, unrolling and activations take turns; the other options are drawn by lot, with a seed under which
    /// every two options meet somewhere in the sweep (a test says so). Few steps suffice: the third reads what a step wrote that read what a step wrote.
    /// </summary>
    public static IEnumerable<RnnSpec> AtHidden(int hidden) => CellsAt(hidden).Concat(VariantsAt(hidden));

    /// <summary>The variants that are swept at a hidden size: a fifth of them, so that each is swept at four or five sizes, unrolled in every way.</summary>
    public static IEnumerable<RnnSpec> VariantsAt(int hidden)
    {
        const int Turns = 5;
        int size = Array.IndexOf([.. Hidden], hidden);
        int round = size / Turns;
        return
            from variant in Enumerable.Range(0, Variants.Count)
            where (size + variant) % Turns == 0
            let plain = Of(1 + (round % MostInputs), hidden, MostSteps, Cells[0], Heads[(variant + round) % Heads.Count], (Returns)((variant + round) % 2), true, (Unroll)(round % 4))
            select Variants[variant](plain);
    }

    /// <summary>The plain cells that are swept at a hidden size.</summary>
    public static IEnumerable<RnnSpec> CellsAt(int hidden)
    {
        var random = new Random((1000 * Seed) + hidden);
        int size = Array.IndexOf([.. Hidden], hidden);
        IGrouping<Cell, (Cell, Activation)>[] cells = [.. Cells.GroupBy(c => c.Cell)];
        IGrouping<Loss, (int, Activation, Loss)>[] losses = [.. Heads.GroupBy(h => h.Loss)];
        return
            from cell in Enumerable.Range(0, cells.Length)
            from loss in Enumerable.Range(0, losses.Length)
            let heads = losses[loss].ToList()
            let round = size / heads.Count
            select Of(
                random.Next(1, MostInputs + 1),
                hidden,
                random.Next(1, MostSteps + 1),
                cells[cell].ElementAt((round + loss) % cells[cell].Count()),
                heads[(size + cell) % heads.Count],
                (Returns)random.Next(2),
                random.Next(3) > 0,
                (Unroll)((round + cell) % 4));
    }

    /// <summary>
    /// Stacks, directions and their merges at a hidden size: every structure with cells, heads, returns and unrolling that take turns. Steps are few and odd, so that
    /// a sequence has a middle; the third layer reads what was merged or added twice. Large ones are not unrolled as a whole, which takes the C# compiler most of the
    /// time: their layers are, one by one, by <see cref="CellsAt"/>, and all of them together at the smaller sizes.
    /// </summary>
    public static IEnumerable<RnnSpec> LayeredAt(int hidden) => LayeredAt(hidden, hidden);

    /// <summary>The same from any place in the turns: neighbouring ones pair other cells with the structures.</summary>
    public static IEnumerable<RnnSpec> LayeredAt(int hidden, int first)
    {
        Merge[] merges = Enum.GetValues<Merge>();
        RnnSpec[] structures =
        [
            Layered(hidden) with { Layers = 2 },
            Layered(hidden) with { Layers = 3, Residual = true },
            Layered(hidden) with { Reverse = true },
            Layered(hidden) with { Layers = 2, Reverse = true, Residual = true },
            .. merges.Select(merge => Layered(hidden) with { Bidirectional = true, Merge = merge }),
            .. merges.Select(merge => Layered(hidden) with { Bidirectional = true, Merge = merge, Layers = 2 }),
            Layered(hidden) with { Layers = 3, Residual = true, Bidirectional = true, Merge = merges[first % merges.Length], Returns = Returns.Sequence },
            Layered(hidden + 3) with { Layers = 2, HiddenSizes = new EquatableArray<int>([hidden, hidden + 3]) },
            Layered(hidden) with { Layers = 2, HiddenSizes = new EquatableArray<int>([hidden + 3, hidden]), Bidirectional = true },
        ];
        return structures.Select((spec, index) =>
        {
            int turn = first + index;
            (Cell cell, Activation activation) = Cells[turn % Cells.Count];
            (int output, Activation outputActivation, Loss loss) = Heads[((3 * turn) + (turn / Cells.Count)) % Heads.Count];
            return spec with
            {
                Cell = cell,
                Activation = activation,
                Output = output,
                OutputActivation = outputActivation,
                Loss = loss,
                Returns = spec is { Residual: true, Bidirectional: true } ? Returns.Sequence : (Returns)(turn / 2 % 2),
                Unroll = (Unroll)(turn % 4) is var unroll && unroll == Unroll.Full && hidden > LargestWhole ? Unroll.Auto : unroll,
            };
        }).Append(Head(Layered(hidden) with { Bidirectional = true }, 3, Activation.LeakyRelu) with { OutputAlpha = -0.5f });
    }

    private static RnnSpec Layered(int hidden) => Of(2, hidden, 3, Cells[0], Heads[0], Returns.Last, true, Unroll.Auto);

    /// <summary>The standing example: its sequence is unrolled as a whole, forward and backward.</summary>
    public static IEnumerable<RnnSpec> Standing() => Cells.Select(cell => Of(3, 7, 5, cell, Heads[1], Returns.Last, true, Unroll.Auto));

    /// <summary>Every cell and head at a hidden size, with every way to return and to unroll, with biases and without: the long sweep.</summary>
    public static IEnumerable<RnnSpec> EveryOptionAt(int hidden) =>
        from cell in Cells
        from head in Heads
        from returns in Enum.GetValues<Returns>()
        from bias in new[] { true, false }
        from unroll in Enum.GetValues<Unroll>()
        select Of(3, hidden, 5, cell, head, returns, bias, unroll);

    private static RnnSpec Head(RnnSpec spec, int output, Activation activation) =>
        spec with { Output = output, OutputActivation = activation, Loss = Loss.MeanSquaredError };
}
