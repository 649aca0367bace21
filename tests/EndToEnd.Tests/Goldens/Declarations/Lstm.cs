using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 1, Hidden = 1, Steps = 1, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class LstmI1H1T1Last : ITestModel<LstmI1H1T1Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 2, Hidden = 8, Steps = 4, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class LstmI2H8T4Last : ITestModel<LstmI2H8T4Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class LstmI3H7T5Last : ITestModel<LstmI3H7T5Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class LstmI4H17T6Last : ITestModel<LstmI4H17T6Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmSequence : ITestModel<LstmSequence>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 4, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmSequenceOfClasses : ITestModel<LstmSequenceOfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmLastClass : ITestModel<LstmLastClass>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Returns = Returns.Sequence)]
internal sealed partial class LstmWithoutHead : ITestModel<LstmWithoutHead>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Bias = false, Output = 1)]
internal sealed partial class LstmWithoutBias : ITestModel<LstmWithoutBias>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}
