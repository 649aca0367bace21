using Unrolled;
using static Unrolled.Cell;

namespace CellWithoutItsEnum;

/// <summary>The cell by its own name.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Lstm, Output = 1)]
internal sealed partial class Forecaster;
