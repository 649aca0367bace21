using static Unrolled.Benchmarks.Models.Shapes;

namespace Unrolled.Benchmarks.Models.Widest;

// The models in 512-bit vectors. Their names are the cell and the shape.

[Rnn(Steps = S.Steps, Input = S.Input, Hidden = S.Hidden, Output = 1, Cell = Cell.Elman, Vectors = Vectors.Widest)]
internal sealed partial class ElmanS;

[Rnn(Steps = M.Steps, Input = M.Input, Hidden = M.Hidden, Output = 1, Cell = Cell.Elman, Vectors = Vectors.Widest)]
internal sealed partial class ElmanM;

[Rnn(Steps = L.Steps, Input = L.Input, Hidden = L.Hidden, Output = 1, Cell = Cell.Elman, Vectors = Vectors.Widest)]
internal sealed partial class ElmanL;

[Rnn(Steps = Xl.Steps, Input = Xl.Input, Hidden = Xl.Hidden, Output = 1, Cell = Cell.Elman, Vectors = Vectors.Widest)]
internal sealed partial class ElmanXl;

[Rnn(Steps = S.Steps, Input = S.Input, Hidden = S.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmS;

[Rnn(Steps = M.Steps, Input = M.Input, Hidden = M.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmM;

[Rnn(Steps = L.Steps, Input = L.Input, Hidden = L.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmL;

[Rnn(Steps = Xl.Steps, Input = Xl.Input, Hidden = Xl.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmXl;

[Rnn(Steps = S.Steps, Input = S.Input, Hidden = S.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruS;

[Rnn(Steps = M.Steps, Input = M.Input, Hidden = M.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruM;

[Rnn(Steps = L.Steps, Input = L.Input, Hidden = L.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruL;

[Rnn(Steps = Xl.Steps, Input = Xl.Input, Hidden = Xl.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruXl;

[Rnn(Steps = 1, Input = St16.Input, Hidden = St16.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmSt16 : IStepper<LstmSt16.State>;

[Rnn(Steps = 1, Input = St32.Input, Hidden = St32.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmSt32 : IStepper<LstmSt32.State>;

[Rnn(Steps = 1, Input = St128.Input, Hidden = St128.Hidden, Output = 1, Cell = Cell.Lstm, Vectors = Vectors.Widest)]
internal sealed partial class LstmSt128 : IStepper<LstmSt128.State>;

[Rnn(Steps = 1, Input = St16.Input, Hidden = St16.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruSt16 : IStepper<GruSt16.State>;

[Rnn(Steps = 1, Input = St32.Input, Hidden = St32.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruSt32 : IStepper<GruSt32.State>;

[Rnn(Steps = 1, Input = St128.Input, Hidden = St128.Hidden, Output = 1, Cell = Cell.Gru, Vectors = Vectors.Widest)]
internal sealed partial class GruSt128 : IStepper<GruSt128.State>;
