using Unrolled;

namespace QuickStart;

/// <summary>An LSTM without a head: its outputs are the hidden states of all steps.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Returns = Returns.Sequence)]
internal sealed partial class LstmOfAllSteps;

/// <summary>The same LSTM whose output is the hidden state after the last step alone.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Returns = Returns.Last)]
internal sealed partial class LstmOfLastStep;
