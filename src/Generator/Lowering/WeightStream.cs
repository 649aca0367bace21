using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>One vector that products of a pass multiply, with the products that do.</summary>
internal sealed record ProductSource(Value Vector, IReadOnlyList<(int Accumulator, Value Matrix)> Terms);

/// <summary>
/// The packed weights of one pass in the order in which its kernel reads them: for each tile the biases of all accumulators, then for each
/// source vector and each of its elements one row of weights for every accumulator. Padding lanes are zero.
/// </summary>
internal sealed class WeightStream
{
    private readonly int _lanes;

    /// <summary>Lays out the weights of <paramref name="pass"/> from <paramref name="offset"/> on.</summary>
    public WeightStream(Pass pass, int lanes, int offset, bool isExact)
    {
        _lanes = lanes;
        Pass = pass;
        Offset = offset;
        Terms = pass.Products.Select(AffineTerms.Of).ToList();
        HasBias = Terms.Any(t => t.Biases.Count > 0);
        Sources = Terms
            .SelectMany((terms, index) => terms.Products.Select(p => (p.Vector, Term: (Accumulator: index, p.Matrix))))
            .GroupBy(p => p.Vector)
            .Select(g => new ProductSource(g.Key, g.Select(p => p.Term).ToList()))
            .ToList();
        Groups = Tiling.Of(pass.Length, pass.Products.Count > 0 ? pass.Products.Count : int.MaxValue, lanes, isExact);
    }

    /// <summary>The pass.</summary>
    public Pass Pass { get; }

    /// <summary>First float of the stream in the packed weights.</summary>
    public int Offset { get; }

    /// <summary>The terms of each accumulator.</summary>
    public IReadOnlyList<AffineTerms> Terms { get; }

    /// <summary>Whether a tile begins with a row of biases.</summary>
    public bool HasBias { get; }

    /// <summary>The vectors that are multiplied, in the order of accumulation.</summary>
    public IReadOnlyList<ProductSource> Sources { get; }

    /// <summary>The tiles.</summary>
    public IReadOnlyList<TileGroup> Groups { get; }

    /// <summary>Floats of the whole stream.</summary>
    public int Length => Groups.Sum(g => g.Tiles * TileLength(g));

    /// <summary>Floats of the biases of one tile.</summary>
    public int BiasLength(TileGroup group) => HasBias ? Terms.Count * group.Vectors * _lanes : 0;

    /// <summary>Floats of one row of weights: those that one element of a source meets in one tile.</summary>
    public int RowLength(TileGroup group, ProductSource source) => source.Terms.Count * group.Vectors * _lanes;

    /// <summary>Floats of one tile.</summary>
    public int TileLength(TileGroup group) => BiasLength(group) + Sources.Sum(s => s.Vector.Length * RowLength(group, s));

    /// <summary>First float of a tile.</summary>
    public int TileOffset(TileGroup group, int tile) =>
        Offset + Groups.TakeWhile(g => g != group).Sum(g => g.Tiles * TileLength(g)) + (tile * TileLength(group));

    /// <summary>First float of a source's rows within a tile.</summary>
    public int SourceOffset(TileGroup group, ProductSource source) =>
        BiasLength(group) + Sources.TakeWhile(s => s != source).Sum(s => s.Vector.Length * RowLength(group, s));
}
