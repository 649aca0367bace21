using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhWithStates : ITestModel<ElmanTanhWithStates>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Layers = 3, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhOfThreeLayers : ITestModel<ElmanTanhOfThreeLayers>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(2));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhInBothDirections : ITestModel<ElmanTanhInBothDirections>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluWithStates : ITestModel<ElmanReluWithStates>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Layers = 3, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluOfThreeLayers : ITestModel<ElmanReluOfThreeLayers>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(2));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluInBothDirections : ITestModel<ElmanReluInBothDirections>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithStates : ITestModel<LstmWithStates>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Layers = 3, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmOfThreeLayers : ITestModel<LstmOfThreeLayers>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(2), (ref s) => s.Cell(2));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmInBothDirections : ITestModel<LstmInBothDirections>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruWithStates : ITestModel<GruWithStates>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Layers = 3, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruOfThreeLayers : ITestModel<GruOfThreeLayers>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(2));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruInBothDirections : ITestModel<GruInBothDirections>;
