using System.Collections.Generic;

namespace Unrolled;

/// <summary>One completed epoch.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Loss">The mean over the epoch's sequences, weighted as its batches are, each taken as its batch was trained on.</param>
/// <param name="ValidationLoss">The mean validation loss at the epoch's end; null without validation.</param>
/// <param name="LearningRate">The step size.</param>
public sealed record EpochResult(int Epoch, float Loss, float? ValidationLoss, float LearningRate);

/// <summary>What came of training.</summary>
/// <param name="History">The completed epochs in order.</param>
/// <param name="BestEpoch">
/// The epoch of the lowest validation loss, or training loss without validation, counted from 1; 0 where none was completed.
/// </param>
/// <param name="Outcome">Why training ended.</param>
public sealed record TrainingResult(IReadOnlyList<EpochResult> History, int BestEpoch, TrainingOutcome Outcome)
{
    /// <summary>Epochs completed.</summary>
    public int EpochsRun => History.Count;

    /// <summary>The best epoch, or null where none was completed.</summary>
    public EpochResult? Best => BestEpoch > 0 ? History[BestEpoch - 1] : null;

    /// <summary>Whether the validation loss stopped falling for as long as <see cref="FitOptions.Patience"/> allows.</summary>
    public bool StoppedEarly => Outcome == TrainingOutcome.StoppedEarly;

    /// <summary>Whether the caller cancelled.</summary>
    public bool Cancelled => Outcome == TrainingOutcome.Cancelled;
}

/// <summary>Why training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The validation loss had stopped falling.</summary>
    StoppedEarly,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
