using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 1, Hidden = 1, Steps = 1, Cell = Cell.Elman, Activation = Activation.Relu, Output = 1)]
internal sealed partial class ElmanReluI1H1T1Last : ITestModel<ElmanReluI1H1T1Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 2, Hidden = 8, Steps = 4, Cell = Cell.Elman, Activation = Activation.Relu, Output = 1)]
internal sealed partial class ElmanReluI2H8T4Last : ITestModel<ElmanReluI2H8T4Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Output = 1)]
internal sealed partial class ElmanReluI3H7T5Last : ITestModel<ElmanReluI3H7T5Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Elman, Activation = Activation.Relu, Output = 1)]
internal sealed partial class ElmanReluI4H17T6Last : ITestModel<ElmanReluI4H17T6Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluSequence : ITestModel<ElmanReluSequence>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Output = 4, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanReluSequenceOfClasses : ITestModel<ElmanReluSequenceOfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Output = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanReluLastClass : ITestModel<ElmanReluLastClass>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluWithoutHead : ITestModel<ElmanReluWithoutHead>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Bias = false, Output = 1)]
internal sealed partial class ElmanReluWithoutBias : ITestModel<ElmanReluWithoutBias>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
