using System;

namespace Unrolled;

/// <summary>How far training has come: reported after every batch, after the last of an epoch once it has been validated.</summary>
/// <param name="Epoch">The running epoch, counted from 1.</param>
/// <param name="Epochs">Epochs asked for.</param>
/// <param name="Batch">The batch just done, counted from 1.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Loss">The mean training loss of the epoch so far.</param>
/// <param name="ValidationLoss">The validation loss at the end of an epoch; null before it and without validation.</param>
/// <param name="Elapsed">Time since training began.</param>
/// <param name="IsLast">Whether training ends here; training that is cancelled repeats its last report with this set.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, float Loss, float? ValidationLoss, TimeSpan Elapsed, bool IsLast)
{
    /// <summary>The part of all batches that is done, from 0 to 1.</summary>
    public double Fraction => (((Epoch - 1.0) * Batches) + Batch) / ((double)Epochs * Batches);

    /// <summary>The time left at the pace so far, should training not stop early.</summary>
    public TimeSpan Remaining => Elapsed * ((1 / Fraction) - 1);
}
