namespace Unrolled.EndToEnd.Tests.Losses;

/// <summary>Rare classes count more, and labels are smoothed.</summary>
[Rnn(
    Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, Output = 3, Returns = Returns.Sequence,
    Loss = Loss.CrossEntropy, LabelSmoothing = 0.1f, ClassWeights = [0.5f, 1f, 4f])]
internal sealed partial class WeightedClassifier;

/// <summary>Outliers count in proportion to their error, not to its square.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Output = 2, Returns = Returns.Sequence, Loss = Loss.Huber, HuberDelta = 0.25f)]
internal sealed partial class RobustRegression;
