using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 1, Hidden = 1, Steps = 1, Cell = Cell.Elman, Output = 1)]
internal sealed partial class ElmanTanhI1H1T1Last : ITestModel<ElmanTanhI1H1T1Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 2, Hidden = 8, Steps = 4, Cell = Cell.Elman, Output = 1)]
internal sealed partial class ElmanTanhI2H8T4Last : ITestModel<ElmanTanhI2H8T4Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 1)]
internal sealed partial class ElmanTanhI3H7T5Last : ITestModel<ElmanTanhI3H7T5Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Elman, Output = 1)]
internal sealed partial class ElmanTanhI4H17T6Last : ITestModel<ElmanTanhI4H17T6Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhSequence : ITestModel<ElmanTanhSequence>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 4, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanTanhSequenceOfClasses : ITestModel<ElmanTanhSequenceOfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanTanhLastClass : ITestModel<ElmanTanhLastClass>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhWithoutHead : ITestModel<ElmanTanhWithoutHead>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Bias = false, Output = 1)]
internal sealed partial class ElmanTanhWithoutBias : ITestModel<ElmanTanhWithoutBias>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
