namespace Unrolled.EndToEnd.Tests.Models.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 2, VariableLength = true, Returns = Returns.Sequence, RepeatLastOutput = true)]
internal sealed partial class LstmOfAnyLength : ITestModel<LstmOfAnyLength>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 2, VariableLength = true, Bidirectional = true)]
internal sealed partial class GruOfAnyLength : ITestModel<GruOfAnyLength>;

[Rnn(
    Input = 3, Steps = 5, Cell = Cell.Lstm, HiddenSizes = new[] { 9, 5 }, Output = 2,
    VariableLength = true, Bidirectional = true, Returns = Returns.Sequence, Unroll = Unroll.None)]
internal sealed partial class LstmLayersOfAnyLength : ITestModel<LstmLayersOfAnyLength>;
