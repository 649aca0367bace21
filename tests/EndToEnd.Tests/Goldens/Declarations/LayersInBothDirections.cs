using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 5, Steps = 6, Cell = Cell.Elman, Layers = 2, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanTanhLayersInBothDirections : ITestModel<ElmanTanhLayersInBothDirections>;

[Rnn(Input = 3, Hidden = 5, Steps = 6, Cell = Cell.Elman, Activation = Activation.Relu, Layers = 2, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class ElmanReluLayersInBothDirections : ITestModel<ElmanReluLayersInBothDirections>;

[Rnn(Input = 3, Hidden = 5, Steps = 6, Cell = Cell.Lstm, Layers = 2, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmLayersInBothDirections : ITestModel<LstmLayersInBothDirections>;

[Rnn(Input = 3, Hidden = 5, Steps = 6, Cell = Cell.Gru, Layers = 2, Bidirectional = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruLayersInBothDirections : ITestModel<GruLayersInBothDirections>;
