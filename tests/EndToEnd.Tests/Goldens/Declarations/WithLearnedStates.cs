using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens.Declarations;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, LearnedInitialState = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class GruWithLearnedStates : ITestModel<GruWithLearnedStates>;

[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Layers = 2, Bidirectional = true, LearnedInitialState = true, Output = 2, Returns = Returns.Sequence)]
internal sealed partial class LstmLayersWithLearnedStates : ITestModel<LstmLayersWithLearnedStates>;
