namespace Unrolled.Aot.Tests;

/// <summary>A whole unrolled sequence.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class SmallLstm;

/// <summary>Tile loops, and a head over every step.</summary>
[Rnn(Input = 4, Hidden = 33, Steps = 6, Cell = Cell.Gru, Output = 5, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class LoopedGru;

/// <summary>No head: the outputs are hidden states.</summary>
[Rnn(Input = 2, Hidden = 9, Steps = 4, Cell = Cell.Elman, Activation = Activation.Relu)]
internal sealed partial class BareElman;
