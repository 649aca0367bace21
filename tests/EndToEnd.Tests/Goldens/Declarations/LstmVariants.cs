using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Projection = 3, Output = 1)]
internal sealed partial class LstmProjectedTo3 : ITestModel<LstmProjectedTo3>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Lstm, Projection = 5, Output = 4, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmProjectedTo5OfClasses : ITestModel<LstmProjectedTo5OfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 2, Hidden = 9, Steps = 4, Cell = Cell.Lstm, Projection = 4, Returns = Returns.Sequence)]
internal sealed partial class LstmProjectedTo4WithoutHead : ITestModel<LstmProjectedTo4WithoutHead>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Projection = 3, Bias = false, Output = 2)]
internal sealed partial class LstmProjectedTo3WithoutBias : ITestModel<LstmProjectedTo3WithoutBias>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 5, Steps = 6, Cell = Cell.Lstm, Projection = 3, Layers = 2, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmProjectedLayersInBothDirections : ITestModel<LstmProjectedLayersInBothDirections>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Peepholes = Peepholes.Full, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithFullPeephole : ITestModel<LstmWithFullPeephole>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Lstm, Peepholes = Peepholes.Full, Output = 1)]
internal sealed partial class LstmWithFullPeepholeI4H17T6Last : ITestModel<LstmWithFullPeepholeI4H17T6Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Peepholes = Peepholes.Full, Clip = 0.75f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithFullPeepholeClipped : ITestModel<LstmWithFullPeepholeClipped>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Peepholes = Peepholes.Diagonal, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmWithPeepholes : ITestModel<LstmWithPeepholes>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 2, Hidden = 9, Steps = 4, Cell = Cell.Lstm, Peepholes = Peepholes.Diagonal, Clip = 0.5f, Output = 3, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmWithPeepholesClippedOfClasses : ITestModel<LstmWithPeepholesClippedOfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Clip = 0.5f, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmClipped : ITestModel<LstmClipped>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}
