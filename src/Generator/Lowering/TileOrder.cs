using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// The order in which a step goes through the tiles of a layer whose weights are beyond the first cache. Read from the first to the last in every step, none of
/// them is there any more when its turn comes again. Where every other step goes backwards, it begins with those that were read last. Each tile computes units of its
/// own: no sum changes.
/// </summary>
internal static class TileOrder
{
    /// <summary>Weights that stay in the first cache, in floats: 32 KB on most processors.</summary>
    public const int FirstCache = 8 * 1024;

    /// <summary>Whether the steps of a sequence take turns in the direction in which they go through the tiles.</summary>
    /// <param name="step">The step of the layer.</param>
    /// <param name="isProjected">Whether the products of the inputs are computed ahead, and their weights not read.</param>
    public static bool Alternates(PlannedStep step, bool isProjected)
    {
        if (step.WeightLength <= FirstCache || step.Streams.Count > 1)
        {
            return false;
        }

        WeightStream stream = step.Streams[0];
        TileGroup group = stream.Groups[0];
        int tile = stream.BatchesOf(isProjected).Sum(batch => stream.TileLength(group, batch));
        return group.Tiles > 1 && tile <= FirstCache;
    }
}
