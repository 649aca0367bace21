namespace Unrolled.EndToEnd.Tests.Models.Declarations;

/// <summary>Beyond 16 KB of scratch memory, which then is no longer the stack's.</summary>
[Rnn(Input = 3, Hidden = 520, Steps = 2, Cell = Cell.Elman, Unroll = Unroll.None, Output = 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class ElmanLarge : ITestModel<ElmanLarge>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}

/// <summary>Beyond 16 KB of scratch memory, which then is no longer the stack's.</summary>
[Rnn(Input = 3, Hidden = 520, Steps = 2, Cell = Cell.Lstm, Unroll = Unroll.None, Output = 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class LstmLarge : ITestModel<LstmLarge>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

/// <summary>Beyond 16 KB of scratch memory, which then is no longer the stack's.</summary>
[Rnn(Input = 3, Hidden = 520, Steps = 2, Cell = Cell.Gru, Unroll = Unroll.None, Output = 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class GruLarge : ITestModel<GruLarge>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
