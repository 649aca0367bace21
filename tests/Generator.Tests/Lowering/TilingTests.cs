using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class TilingTests
{
    private const int MostUnits = 200;
    private const int MostProducts = 8;

    public static TheoryData<int, bool> Lanes => new() { { 4, false }, { 4, true }, { 8, false }, { 8, true }, { 16, false }, { 16, true } };

    [Theory]
    [MemberData(nameof(Lanes))]
    public void Every_vector_of_units_is_in_one_tile(int lanes, bool isExact)
    {
        foreach ((int units, int products, int accumulators) in Passes())
        {
            IReadOnlyList<TileGroup> groups = Tiling.Of(units, products, lanes, isExact, accumulators);
            IEnumerable<int> vectors = groups.SelectMany(g => Enumerable.Range(0, g.Tiles * g.Vectors).Select(v => g.FirstUnit + (v * lanes)));

            Assert.Equal(Enumerable.Range(0, Tiling.Vectors(units, lanes)).Select(v => v * lanes), vectors);
        }
    }

    [Theory]
    [MemberData(nameof(Lanes))]
    public void The_accumulators_of_a_tile_stay_in_registers(int lanes, bool isExact)
    {
        foreach ((int units, int products, int accumulators) in Passes())
        {
            Assert.All(Tiling.Of(units, products, lanes, isExact, accumulators), g => Assert.True(g.Vectors == 1 || g.Vectors * products <= accumulators));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Where_memory_has_no_padding_a_vector_that_is_not_full_stands_alone(int lanes)
    {
        foreach ((int units, int products, int accumulators) in Passes())
        {
            TileGroup last = Tiling.Of(units, products, lanes, isExact: true, accumulators)[^1];

            Assert.Equal(units % lanes == 0, last.FirstUnit + (last.Tiles * last.Vectors * lanes) == units);
            Assert.True(units % lanes == 0 || last is { Tiles: 1, Vectors: 1 });
        }
    }

    /// <summary>Half a tile is as wide as the second cache is fast, in vectors of 512 bits.</summary>
    [Fact]
    public void A_tile_has_half_the_accumulators_where_wide_vectors_come_from_the_second_cache()
    {
        Assert.Equal(8, Tiling.Accumulators(Widths.Vector512, TileOrder.FirstCache));
        Assert.Equal(4, Tiling.Accumulators(Widths.Vector512, TileOrder.FirstCache + 1));
        Assert.Equal(8, Tiling.Accumulators(Widths.Vector256, TileOrder.FirstCache + 1));
    }

    /// <summary>A GRU of 32 units has four vectors at 256 bits, and three terms in each batch: twelve sums in one tile.</summary>
    [Theory]
    [InlineData(4, 3, 8, 4)]
    [InlineData(3, 3, 8, 3)]
    [InlineData(5, 3, 8, 0)]
    [InlineData(4, 3, 4, 2)]
    [InlineData(6, 4, 8, 2)]
    [InlineData(9, 1, 8, 9)]
    [InlineData(13, 1, 8, 0)]
    public void A_tile_is_as_wide_as_its_batches_need_where_that_divides_the_vectors(int vectors, int terms, int accumulators, int width) =>
        Assert.Equal(width, Tiling.EvenWidth(vectors, terms, accumulators));

    /// <summary>Element k goes to sum k mod 2 or 4: as many that eight sums are under way, and no more than pay.</summary>
    [Theory]
    [InlineData(64, 1, 64, 16, 2)]
    [InlineData(32, 1, 32, 16, 4)]
    [InlineData(16, 4, 16, 16, 2)]
    [InlineData(32, 4, 32, 16, 1)]
    [InlineData(7, 1, 7, 8, 2)]
    [InlineData(8, 1, 8, 8, 4)]
    [InlineData(8, 1, 3, 8, 1)]
    public void Sums_of_narrow_passes_are_split(int units, int products, int longest, int widest, int chains) =>
        Assert.Equal(chains, Tiling.Chains(units, products, longest, widest));

    private static IEnumerable<(int Units, int Products, int Accumulators)> Passes() =>
        from units in Enumerable.Range(1, MostUnits)
        from products in Enumerable.Range(1, MostProducts)
        from accumulators in new[] { 4, 8 }
        select (units, products, accumulators);
}
