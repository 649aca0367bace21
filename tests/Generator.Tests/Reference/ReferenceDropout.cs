using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>
/// The masks of dropout as the decision 0010 defines them, written anew from it: element n is 0 where number n of SplitMix64, scaled to [0, 1), is below the probability p, else 1 / (1 - p). The
/// generator's seed is number s (the sequence) of the seed that is number 3 l + k of the given one, l being the layer, k 0 for what it reads of the one below, 1 + d
/// for its hidden state (a Jordan cell's output) on its way into the recurrent products of direction d.
/// </summary>
/// <param name="Seed">The seed of the batch.</param>
/// <param name="FirstSequence">The place of the first sequence.</param>
internal sealed record ReferenceDropout(ulong Seed, int FirstSequence = 0)
{
    /// <summary>The mask of what a layer reads of the one below; ones where nothing is dropped.</summary>
    public Rounded[] BelowLayer(RnnSpec spec, int layer, int sequence) =>
        layer == 0 ? Mask(0, 0, sequence, spec.Input) : Mask(spec.Dropout, 3 * layer, sequence, spec.WidthOf(layer - 1));

    /// <summary>The mask of what the recurrent products of a layer read in one direction.</summary>
    public Rounded[] Recurrent(RnnSpec spec, int layer, int direction, int sequence, int width) =>
        Mask(spec.RecurrentDropout, (3 * layer) + 1 + direction, sequence, width);

    private Rounded[] Mask(float probability, int place, int sequence, int width)
    {
        ulong seed = Number(Number(Seed, (ulong)place), (ulong)(FirstSequence + sequence));
        return [.. Enumerable.Range(0, width).Select(unit => (Number(seed, (ulong)unit) >> 11) / (double)(1L << 53) < probability ? 0 : Rounded.ToFloat(1 / (1 - (double)probability)))];
    }

    private static ulong Number(ulong seed, ulong n)
    {
        ulong z = unchecked(seed + (0x9E3779B97F4A7C15 * (n + 1)));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
