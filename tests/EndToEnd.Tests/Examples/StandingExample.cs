namespace Unrolled.EndToEnd.Tests.Examples;

/// <summary>The standing example: five steps of three features, seven units; the hidden states of all steps.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Returns = Returns.Sequence)]
internal sealed partial class AllSteps;

/// <summary>The same network; the hidden state after the last step alone.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5)]
internal sealed partial class LastStep;
