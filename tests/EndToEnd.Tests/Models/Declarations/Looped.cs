namespace Unrolled.EndToEnd.Tests.Models.Declarations;

/// <summary>Loops over time, units and inputs; probabilities of classes at every step.</summary>
[Rnn(Input = 5, Hidden = 24, Steps = 12, Cell = Cell.Elman, Unroll = Unroll.None, Output = 5, Loss = Loss.CrossEntropy, Returns = Returns.Sequence)]
internal sealed partial class ElmanLooped : ITestModel<ElmanLooped>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

/// <summary>Loops over time, units and inputs; probabilities of classes at every step.</summary>
[Rnn(Input = 5, Hidden = 24, Steps = 12, Cell = Cell.Lstm, Unroll = Unroll.None, Output = 5, Loss = Loss.CrossEntropy, Returns = Returns.Sequence)]
internal sealed partial class LstmLooped : ITestModel<LstmLooped>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

/// <summary>Loops over time, units and inputs; probabilities of classes at every step.</summary>
[Rnn(Input = 5, Hidden = 24, Steps = 12, Cell = Cell.Gru, Unroll = Unroll.None, Output = 5, Loss = Loss.CrossEntropy, Returns = Returns.Sequence)]
internal sealed partial class GruLooped : ITestModel<GruLooped>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
