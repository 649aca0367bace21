using static Unrolled.Benchmarks.Models.Shapes;

namespace Unrolled.Benchmarks.Problems;

/// <summary>Everything that is compared.</summary>
internal static class Workloads
{
    /// <summary>Inputs that a stream reads in turn: more than one, so that its state moves; few, so that they stay in the cache.</summary>
    public const int StreamInputs = 20;

    private static readonly Cell[] s_cells = [Cell.Elman, Cell.Lstm, Cell.Gru];

    private static readonly (Workload Workload, int[] Batches, int[] TrainingBatches)[] s_sequences =
    [
        (new("S", S.Steps, S.Input, S.Hidden), [1, 6], [6]),
        (new("M", M.Steps, M.Input, M.Hidden), [1, 32], [32]),
        (new("L", L.Steps, L.Input, L.Hidden), [1, 32], [32]),
        (new("XL", Xl.Steps, Xl.Input, Xl.Hidden), [1, 64], [64]),
    ];

    private static readonly Workload[] s_streams =
    [
        new("st16", StreamInputs, St16.Input, St16.Hidden),
        new("st32", StreamInputs, St32.Input, St32.Hidden),
        new("st128", StreamInputs, St128.Input, St128.Hidden),
    ];

    /// <summary>All cases in the order of the report.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. from cell in s_cells
           from sequence in s_sequences
           from batch in sequence.Batches
           select new Case(Kind.Inference, cell, sequence.Workload, batch),
        .. from cell in s_cells
           where cell != Cell.Elman
           from stream in s_streams
           select new Case(Kind.Stream, cell, stream, 1),
        .. from cell in s_cells
           from sequence in s_sequences
           from batch in sequence.TrainingBatches
           select new Case(Kind.Training, cell, sequence.Workload, batch),
    ];
}
