namespace Unrolled.EndToEnd.Tests.Training;

/// <summary><see cref="RoommateGru"/> of two layers, with dropout between them and on the recurrence.</summary>
[Rnn(Input = 5, Hidden = 8, Steps = 7, Cell = Cell.Gru, Layers = 2, Dropout = 0.25f, RecurrentDropout = 0.1f, Output = 3, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class RoommateStack;
