using System;
using System.Collections.Generic;
using System.Threading;

namespace Unrolled;

/// <summary>How <see cref="Trainer{TModel}.Fit"/> trains. Values out of range are refused before training starts.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the training sequences at most; at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Sequences between two steps of the optimizer, at least 1; the last batch of an epoch has what remains.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The seed of the shuffling, and of dropout where the model declares it. The same seed, data and initial parameters give the same bits.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch takes the sequences in a new random order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The largest norm of a batch's gradients, see <see cref="Gradients.Clip"/>; null for no limit.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>
    /// The steps of each training sequence, from 0 to the declared number, of models with <c>VariableLength</c>; empty where all have that many. Inputs and targets stand padded; what is behind
    /// a sequence's end is not read. A batch's loss is the mean over the outputs of real steps. Of <c>Fit</c> alone.
    /// </summary>
    public ReadOnlyMemory<int> Lengths { get; init; }

    /// <summary>The same for <see cref="Validation"/>.</summary>
    public ReadOnlyMemory<int> ValidationLengths { get; init; }

    /// <summary>
    /// A weight for each output vector of the training sequences in the loss, finite and not below 0: [output steps], the same for all sequences, or
    /// [sequences, output steps]. 0 leaves a vector out, such as a padded step. A batch's loss is the sum of weight times loss over the sum of weights.
    /// Empty for equal weights.
    /// </summary>
    public ReadOnlyMemory<float> LossWeights { get; init; }

    /// <summary>The same for <see cref="Validation"/>.</summary>
    public ReadOnlyMemory<float> ValidationLossWeights { get; init; }

    /// <summary>
    /// Penalties on named parameters, whose gradients join those of every batch before <see cref="ClipNorm"/>. The losses that are reported are without them.
    /// </summary>
    public IReadOnlyList<Penalty> Penalties { get; init; } = [];

    /// <summary>
    /// Sequences and targets, in the layout of the training data, whose mean loss is taken after every epoch and never trained on.
    /// </summary>
    public (ReadOnlyMemory<float> Inputs, ReadOnlyMemory<float> Targets)? Validation { get; init; }

    /// <summary>
    /// Epochs without a new lowest validation loss after which training stops, at least 1; null to run all epochs. Needs
    /// <see cref="Validation"/>.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// Whether the model ends with the parameters of the lowest validation loss, however training ends. Without <see cref="Validation"/> it
    /// ends with the last.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>
    /// The learning rate of each epoch, counted from 1, such as <see cref="LearningRates.Cosine"/>; null leaves the optimizer's.
    /// </summary>
    public Func<int, float>? LearningRateSchedule { get; init; }

    /// <summary>Hears of every batch, on the training thread; <see cref="ConsoleProgress"/> draws a bar.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends training before the next batch.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Refuses options out of range.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        if (ClipNorm is { } norm && !(norm > 0))
            throw new ArgumentOutOfRangeException(nameof(ClipNorm), norm, "ClipNorm must be above zero, or null for no limit.");
        ArgumentNullException.ThrowIfNull(Penalties);
        if (!ValidationLossWeights.IsEmpty && Validation is null)
            throw new ArgumentException("ValidationLossWeights weigh the sequences of Validation, of which there are none.", nameof(ValidationLossWeights));
        if (!ValidationLengths.IsEmpty && Validation is null)
            throw new ArgumentException("ValidationLengths are those of the sequences of Validation, of which there are none.", nameof(ValidationLengths));
        if (Patience is not { } patience)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1, nameof(Patience));
        if (Validation is null)
            throw new ArgumentException("Patience waits for the validation loss to fall; it needs Validation.", nameof(Patience));
    }
}
