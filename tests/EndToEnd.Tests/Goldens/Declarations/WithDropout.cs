using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Layers = 2, Dropout = 0.25f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithDropout : ITestModel<LstmWithDropout>;
