using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>Tiles of the same width, one after the other.</summary>
/// <param name="FirstUnit">The first unit.</param>
/// <param name="Tiles">How many tiles.</param>
/// <param name="Vectors">Vectors of units in each.</param>
internal sealed record TileGroup(int FirstUnit, int Tiles, int Vectors);

/// <summary>How the units of a pass are cut into tiles of registers.</summary>
internal static class Tiling
{
    /// <summary>Accumulators of a tile, unless less text is wanted.</summary>
    public const int MostAccumulators = 8;

    /// <summary>Registers that can be accumulators of one batch of products: AVX2 has 16.</summary>
    public const int MostRegisters = 12;

    /// <summary>Partial sums of one accumulator at most.</summary>
    private const int MostChains = 4;

    /// <summary>
    /// Accumulators that stay in registers beside a broadcast input and a weight. AVX2 and SSE have 16 registers, of which 8 to 12 can be accumulators;
    /// with 8 independent accumulators two multiply-adds can start in every cycle at a latency of 4. The second cache gives at most one vector of 512 bits a cycle: beyond
    /// the first, 4 of them do as well, and a tile of half the size is still there when <see cref="TileOrder"/> comes back to it.
    /// </summary>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="weights">Floats of the weights of all tiles.</param>
    /// <param name="most">As many as <see cref="MostAccumulators"/>, or fewer for less text.</param>
    public static int Accumulators(int lanes, int weights, int most = MostAccumulators) =>
        Math.Min(most, lanes == Widths.Vector512 && weights > TileOrder.FirstCache ? 4 : MostAccumulators);

    /// <summary>
    /// The least vectors of a tile that give each batch of products enough multiply-adds: a GRU's batches have terms for three of its four accumulators. They have to divide the vectors of the pass, for
    /// a narrower last tile would lose more; 0 where none do.
    /// </summary>
    /// <param name="vectors">Vectors of the pass.</param>
    /// <param name="terms">The most terms of a batch.</param>
    /// <param name="accumulators">Multiply-adds that should be under way.</param>
    public static int EvenWidth(int vectors, int terms, int accumulators) =>
        Enumerable.Range(1, MostRegisters / terms).FirstOrDefault(width => width * terms >= accumulators && vectors % width == 0);

    /// <summary>
    /// Accumulators where several sequences are computed side by side: every weight is loaded once for all of them, so that 12 of 16 registers
    /// can be accumulators, or 16 of the 32 that AVX-512 has.
    /// </summary>
    public static int RowAccumulators(int lanes) => 4 * Rows(lanes);

    /// <summary>Sequences side by side: as many rows of the four gates of an LSTM as there are accumulators.</summary>
    public static int Rows(int lanes) => lanes == 16 ? 4 : 3;

    /// <summary>
    /// Partial sums of each accumulator. A step waits for its sums, and a sum for each of its multiply-adds in turn, four cycles, in which a processor begins eight; a narrow
    /// pass has fewer sums to fill that time with, and so splits them in two or four, where that saves two multiply-adds' time for the one of an addition. Counted in
    /// the model's widest vectors for every width: the order of summation, and with it every bit, must not depend on the lanes.
    /// </summary>
    /// <param name="units">Units of the pass.</param>
    /// <param name="products">Accumulators for each unit.</param>
    /// <param name="longest">Elements of the longest vector that is multiplied.</param>
    /// <param name="widest">Lanes of the model's widest vectors.</param>
    public static int Chains(int units, int products, int longest, int widest)
    {
        int sums = Vectors(units, widest) * products;
        int chains = 1;
        while (chains < MostChains && 2 * chains * sums <= MostAccumulators && longest >= 4 * chains)
        {
            chains *= 2;
        }

        return chains;
    }

    /// <summary>The tiles of a pass of <paramref name="units"/> units with <paramref name="products"/> accumulators for each unit.</summary>
    /// <param name="units">Units of the pass.</param>
    /// <param name="products">Accumulators for each vector of units; at least 1, and many where a tile should be one vector wide.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="isExact">Whether the pass touches memory without padding, so that its last vector must stand alone.</param>
    /// <param name="accumulators">Accumulators of a tile at most, as <see cref="Accumulators"/> says.</param>
    public static IReadOnlyList<TileGroup> Of(int units, int products, int lanes, bool isExact, int accumulators)
    {
        int vectors = Vectors(units, lanes);
        int whole = isExact ? units / lanes : vectors;
        int width = Math.Max(1, Math.Min(whole, accumulators / products));
        var groups = new List<TileGroup>();
        if (whole >= width)
        {
            groups.Add(new TileGroup(0, whole / width, width));
        }

        int rest = whole % width;
        if (rest > 0)
        {
            groups.Add(new TileGroup((whole - rest) * lanes, 1, rest));
        }

        if (vectors > whole)
        {
            groups.Add(new TileGroup(whole * lanes, 1, 1));
        }

        return groups;
    }

    /// <summary>Vectors that hold so many units.</summary>
    public static int Vectors(int units, int lanes) => (units + lanes - 1) / lanes;

    /// <summary>Units rounded up to whole vectors.</summary>
    public static int Padded(int units, int lanes) => Vectors(units, lanes) * lanes;
}
