using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>The options of the cross-entropy, in the definitions of torch.nn.CrossEntropyLoss.</summary>
/// <param name="labelSmoothing">s in [0, 1): targets become <c>(1 - s) t + s / classes</c> (Szegedy et al. 2016).</param>
/// <param name="classWeights">A weight for each class, not below 0; empty for equal ones.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ClassOptions(float labelSmoothing, ReadOnlySpan<float> classWeights)
{
    /// <summary>The share of the targets that is spread over all classes alike.</summary>
    public float LabelSmoothing { get; } = labelSmoothing;

    /// <summary>A weight for each class, or none.</summary>
    public ReadOnlySpan<float> ClassWeights { get; } = classWeights;
}
