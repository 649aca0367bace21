namespace Unrolled.EndToEnd.Tests.Models.Declarations;

[Rnn(Input = 3, Steps = 5, Cell = Cell.Lstm, HiddenSizes = new[] { 9, 5, 7 }, Output = 2)]
internal sealed partial class LstmOfLayers : ITestModel<LstmOfLayers>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(2), (ref s) => s.Cell(2));
}

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Layers = 2, Bidirectional = true, Output = 3, Loss = Loss.CrossEntropy)]
internal sealed partial class GruOfLayersInBothDirections : ITestModel<GruOfLayersInBothDirections>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Layers = 3, Bidirectional = true, Merge = Merge.Sum, Residual = true, Returns = Returns.Sequence)]
internal sealed partial class ElmanOfResidualLayers : ITestModel<ElmanOfResidualLayers>;
