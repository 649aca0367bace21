using System;

namespace Unrolled;

/// <summary>
/// What a batch may bring beside inputs and targets, and what it may take away. Everything is optional: the default is a batch of sequences that
/// begin at the zero state.
/// </summary>
/// <example><code>
/// var states = new Forecaster.States(batch);
/// model.Predict(january, outputs, new() { Initial = states, Final = states });
/// model.Predict(february, outputs, new() { Initial = states, Final = states }); // goes on where January ended
/// </code></example>
public readonly ref struct BatchContext
{
    /// <summary>
    /// The steps of each sequence, from 0 to the declared number, or empty where all have that many. Of models with <c>VariableLength</c>. What stands in the inputs behind
    /// a sequence's end is not read; its states stay what they were there, its outputs are zero or the last one, and neither loss nor gradients come of them.
    /// </summary>
    public ReadOnlySpan<int> Lengths { get; init; }

    /// <summary>
    /// A weight for each output vector, as <c>Backpropagate</c> takes them: [output steps] or [batch, output steps]; empty for equal weights. Of training and
    /// <c>Evaluate</c>.
    /// </summary>
    public ReadOnlySpan<float> LossWeights { get; init; }

    /// <summary>The states before the first step; null for the learned ones of models with <c>LearnedInitialState</c>, else zeros. A backward direction's are those before the last step, where it begins.</summary>
    public States? Initial { get; init; }

    /// <summary>Where the states after the last step go, or null; may be <see cref="Initial"/>.</summary>
    public States? Final { get; init; }

    /// <summary>Where the gradients of the loss by the initial states go, overwritten, or null. Of <c>Backpropagate</c> alone.</summary>
    public States? InitialGradients { get; init; }

    /// <summary>
    /// Turns the declared dropout on, its masks drawn from this seed: another for every batch. Null for none, which is what <c>Evaluate</c> measures and <c>Predict</c> uses. Of
    /// <c>Backpropagate</c> alone; a model without dropout makes nothing of it. Mask elements depend on the seed, the sequence's place and the unit alone, on nothing else of the
    /// batch, and are the same for all steps of a sequence.
    /// </summary>
    public ulong? DropoutSeed { get; init; }

    /// <summary>The place of the first sequence among those of the whole batch, at least 0, where this is a part of one: it gets the masks of its place.</summary>
    public int FirstSequence { get; init; }

    /// <summary>Where the gradients of the loss by the inputs go, [batch, steps, input size], overwritten, or empty. Of <c>Backpropagate</c> alone.</summary>
    public Span<float> InputGradients { get; init; }
}
