using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Bounds;

// Output vectors of 1 to 17 floats, on both sides of whole vectors; cells, heads, inputs and plans take turns.

[Rnn(Input = 17, Hidden = 6, Steps = 2, Cell = Cell.Lstm, Output = 1, Returns = Returns.Sequence, Unroll = Unroll.Full)]
internal sealed partial class Wide1 : ITestModel<Wide1>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 16, Hidden = 2, Steps = 2, Cell = Cell.Gru, Output = 2, OutputActivation = Activation.Tanh, Returns = Returns.Last, Unroll = Unroll.Steps)]
internal sealed partial class Wide2 : ITestModel<Wide2>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 15, Hidden = 7, Steps = 2, Cell = Cell.Elman, Output = 3, Loss = Loss.BinaryCrossEntropy, Returns = Returns.Sequence, Unroll = Unroll.Steps)]
internal sealed partial class Wide3 : ITestModel<Wide3>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 14, Hidden = 3, Steps = 2, Cell = Cell.Lstm, Output = 4, Loss = Loss.CrossEntropy, Returns = Returns.Last, Unroll = Unroll.None)]
internal sealed partial class Wide4 : ITestModel<Wide4>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 13, Hidden = 8, Steps = 2, Cell = Cell.Gru, Output = 5, OutputActivation = Activation.Softmax, Returns = Returns.Sequence, Unroll = Unroll.None)]
internal sealed partial class Wide5 : ITestModel<Wide5>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 12, Hidden = 6, Steps = 2, Cell = Cell.Lstm, Returns = Returns.Sequence, Unroll = Unroll.Full)]
internal sealed partial class Wide6 : ITestModel<Wide6>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 11, Hidden = 9, Steps = 2, Cell = Cell.Gru, Output = 7, Returns = Returns.Last, Unroll = Unroll.Steps)]
internal sealed partial class Wide7 : ITestModel<Wide7>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 10, Hidden = 5, Steps = 2, Cell = Cell.Elman, Output = 8, OutputActivation = Activation.Tanh, Returns = Returns.Sequence, Unroll = Unroll.None)]
internal sealed partial class Wide8 : ITestModel<Wide8>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 9, Hidden = 1, Steps = 2, Cell = Cell.Lstm, Output = 9, Loss = Loss.BinaryCrossEntropy, Returns = Returns.Last, Unroll = Unroll.None)]
internal sealed partial class Wide9 : ITestModel<Wide9>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 8, Hidden = 6, Steps = 2, Cell = Cell.Gru, Output = 10, Loss = Loss.CrossEntropy, Returns = Returns.Sequence, Unroll = Unroll.Full)]
internal sealed partial class Wide10 : ITestModel<Wide10>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 7, Hidden = 2, Steps = 2, Cell = Cell.Elman, Output = 11, OutputActivation = Activation.Softmax, Returns = Returns.Last, Unroll = Unroll.Full)]
internal sealed partial class Wide11 : ITestModel<Wide11>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 6, Hidden = 12, Steps = 2, Cell = Cell.Gru, Returns = Returns.Last, Unroll = Unroll.Steps)]
internal sealed partial class Wide12 : ITestModel<Wide12>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 5, Hidden = 3, Steps = 2, Cell = Cell.Elman, Output = 13, Returns = Returns.Sequence, Unroll = Unroll.Steps)]
internal sealed partial class Wide13 : ITestModel<Wide13>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 4, Hidden = 8, Steps = 2, Cell = Cell.Lstm, Output = 14, OutputActivation = Activation.Tanh, Returns = Returns.Last, Unroll = Unroll.Full)]
internal sealed partial class Wide14 : ITestModel<Wide14>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 4, Steps = 2, Cell = Cell.Gru, Output = 15, Loss = Loss.BinaryCrossEntropy, Returns = Returns.Sequence, Unroll = Unroll.Full)]
internal sealed partial class Wide15 : ITestModel<Wide15>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 2, Hidden = 9, Steps = 2, Cell = Cell.Elman, Output = 16, Loss = Loss.CrossEntropy, Returns = Returns.Last, Unroll = Unroll.Steps)]
internal sealed partial class Wide16 : ITestModel<Wide16>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 1, Hidden = 5, Steps = 2, Cell = Cell.Lstm, Output = 17, OutputActivation = Activation.Softmax, Returns = Returns.Sequence, Unroll = Unroll.Steps)]
internal sealed partial class Wide17 : ITestModel<Wide17>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}
