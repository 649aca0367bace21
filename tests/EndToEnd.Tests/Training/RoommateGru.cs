namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>A week of weather and yesterday's dish in, a dish for each of seven days out.</summary>
[Rnn(Input = 5, Hidden = 8, Steps = 7, Cell = Cell.Gru, Output = 3, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class RoommateGru;
