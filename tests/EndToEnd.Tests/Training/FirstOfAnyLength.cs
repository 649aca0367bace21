namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Up to eight numbers in; the first of them out, however long ago it was.</summary>
[Rnn(Input = 1, Hidden = 8, Steps = 8, Cell = Cell.Gru, VariableLength = true, Output = 1)]
internal sealed partial class FirstOfAnyLength;
