using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 1, Hidden = 1, Steps = 1, Cell = Cell.Gru, Output = 1)]
internal sealed partial class GruI1H1T1Last : ITestModel<GruI1H1T1Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 2, Hidden = 8, Steps = 4, Cell = Cell.Gru, Output = 1)]
internal sealed partial class GruI2H8T4Last : ITestModel<GruI2H8T4Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 1)]
internal sealed partial class GruI3H7T5Last : ITestModel<GruI3H7T5Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 4, Hidden = 17, Steps = 6, Cell = Cell.Gru, Output = 1)]
internal sealed partial class GruI4H17T6Last : ITestModel<GruI4H17T6Last>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruSequence : ITestModel<GruSequence>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 4, Returns = Returns.Sequence, Loss = Loss.CrossEntropy)]
internal sealed partial class GruSequenceOfClasses : ITestModel<GruSequenceOfClasses>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class GruLastClass : ITestModel<GruLastClass>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Returns = Returns.Sequence)]
internal sealed partial class GruWithoutHead : ITestModel<GruWithoutHead>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Bias = false, Output = 1)]
internal sealed partial class GruWithoutBias : ITestModel<GruWithoutBias>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
