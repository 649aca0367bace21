using System;

namespace Unrolled;

/// <summary>Training cannot go on, because a loss, a gradient or a parameter is no longer finite. The message says which and where.</summary>
public sealed class TrainingException : Exception
{
    private const string Advice = "A smaller LearningRate, or a ClipNorm, keeps gradients from exploding.";

    internal TrainingException(string what, int epoch, int? batch)
        : base($"{what} in epoch {epoch}{(batch is null ? "" : $", batch {batch}")}. {Advice}")
    {
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch, counted from 1; null for the validation at the end of an epoch.</summary>
    public int? Batch { get; }
}
