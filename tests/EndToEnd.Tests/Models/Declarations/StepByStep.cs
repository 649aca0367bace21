namespace Unrolled.EndToEnd.Tests.Models.Declarations;

/// <summary>One straight-line step under a loop over time.</summary>
[Rnn(Input = 3, Hidden = 9, Steps = 6, Cell = Cell.Elman, Unroll = Unroll.Steps, Output = 2, OutputActivation = Activation.Tanh, Returns = Returns.Sequence)]
internal sealed partial class ElmanStepByStep : ITestModel<ElmanStepByStep>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

/// <summary>One straight-line step under a loop over time.</summary>
[Rnn(Input = 3, Hidden = 9, Steps = 6, Cell = Cell.Lstm, Unroll = Unroll.Steps, Output = 2, OutputActivation = Activation.Tanh, Returns = Returns.Sequence)]
internal sealed partial class LstmStepByStep : ITestModel<LstmStepByStep>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

/// <summary>One straight-line step under a loop over time.</summary>
[Rnn(Input = 3, Hidden = 9, Steps = 6, Cell = Cell.Gru, Unroll = Unroll.Steps, Output = 2, OutputActivation = Activation.Tanh, Returns = Returns.Sequence)]
internal sealed partial class GruStepByStep : ITestModel<GruStepByStep>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
