using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Layers = 2, Dropout = 0.25f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithDropout : ITestModel<LstmWithDropout>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(1), (ref s) => s.Cell(1));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Layers = 2, Dropout = 0.25f, RecurrentDropout = 0.5f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithBothDropouts : ITestModel<LstmWithBothDropouts>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(1), (ref s) => s.Cell(1));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, RecurrentDropout = 0.25f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruWithRecurrentDropout : ITestModel<GruWithRecurrentDropout>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
