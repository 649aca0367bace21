namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Eight numbers, two of them marked, in; half the sum of the marked ones out.</summary>
[Rnn(Input = 2, Hidden = 8, Steps = 8, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class AddingLstm;
