using System;

namespace Unrolled;

/// <summary>
/// The masks of dropout (Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014): an element is 0 with the declared probability p, else 1 / (1 - p), so
/// that its mean is 1 and nothing need be scaled without them. A sequence has one mask for all its steps (Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent
/// neural networks", 2016). It is a function of seed, sequence, layer, direction and unit, by <see cref="SplitMix64"/>: every part of a batch may draw its own, on any thread, and draw it again
/// on the way down.
/// </summary>
internal static class DropoutMask
{
    /// <summary>What has a mask in a layer: its input, and the recurrence of each direction.</summary>
    private const int PlacesOfLayer = 3;

    /// <summary>The mask of what a layer reads of the one below, the same for both directions.</summary>
    /// <param name="mask">One element a unit, overwritten.</param>
    /// <param name="probability">The declared one.</param>
    /// <param name="context">The batch, which has a seed.</param>
    /// <param name="sequence">The place of the sequence in it.</param>
    /// <param name="layer">The layer that reads.</param>
    public static void BelowLayer(Span<float> mask, float probability, BatchContext context, int sequence, int layer) =>
        Fill(mask, probability, context, sequence, PlacesOfLayer * layer);

    /// <summary>The mask of what the recurrent products of a layer in one direction read.</summary>
    /// <param name="mask">One element a unit, overwritten.</param>
    /// <param name="probability">The declared one.</param>
    /// <param name="context">The batch, which has a seed.</param>
    /// <param name="sequence">The place of the sequence in it.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="direction">0, or 1 for the one that reads from the end.</param>
    public static void Recurrent(Span<float> mask, float probability, BatchContext context, int sequence, int layer, int direction) =>
        Fill(mask, probability, context, sequence, (PlacesOfLayer * layer) + 1 + direction);

    private static void Fill(Span<float> mask, float probability, BatchContext context, int sequence, int place)
    {
        ulong ofPlace = SplitMix64.At(context.DropoutSeed!.Value, (ulong)place);
        ulong state = SplitMix64.At(ofPlace, (ulong)((long)context.FirstSequence + sequence));
        float kept = 1f / (1f - probability);
        foreach (ref float element in mask)
            element = (SplitMix64.Next(ref state) >> 11) * (1.0 / (1UL << 53)) < probability ? 0f : kept;
    }
}
