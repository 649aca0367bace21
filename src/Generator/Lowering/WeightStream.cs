using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>A matrix times a vector, added to an accumulator of a pass.</summary>
internal sealed record ProductTerm(int Accumulator, Value Matrix, Value Vector);

/// <summary>
/// Terms that run through their vectors side by side, element by element: all terms of one vector, and those of other vectors of the same length
/// whose accumulators are others. More chains of multiply-adds are then under way at once, and no sum changes its order.
/// </summary>
/// <param name="Length">Elements of each vector.</param>
/// <param name="Terms">The terms, those of one vector together.</param>
/// <param name="Begun">The accumulators that have no products before these, in order: they begin with their biases.</param>
internal sealed record ProductBatch(int Length, IReadOnlyList<ProductTerm> Terms, IReadOnlyList<int> Begun)
{
    /// <summary>The vectors with the positions of their terms in a row of weights.</summary>
    public IEnumerable<IGrouping<Value, (int Position, ProductTerm Term)>> Vectors => Terms.Select((t, i) => (Position: i, Term: t)).GroupBy(t => t.Term.Vector);

    /// <summary>The pointer at the batch's weights, at the place that a loop has reached.</summary>
    public string Weights => Terms[0].Vector.Name + "Weights";

    /// <summary>The same within one part of a tile, or in a tile that is not the next one.</summary>
    public string TileWeights => Terms[0].Vector.Name + "Tile";
}

/// <summary>
/// The packed weights of one pass: for each batch of products, for each tile, the biases of the accumulators that begin there, then for each element of the batch's
/// vectors one row of weights, one for each term. Each loop of a kernel so reads one place of memory after the other through all tiles, which is what processors
/// load ahead of time. Padding lanes are zero.
/// </summary>
internal sealed class WeightStream
{
    private readonly int _lanes;
    private readonly int _padding;
    private readonly bool _readsPadded;

    /// <summary>Lays out the weights of <paramref name="pass"/> from <paramref name="offset"/> on.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="padding">Lanes of the model's widest vectors.</param>
    /// <param name="offset">First float of the stream.</param>
    /// <param name="isExact">Whether the pass touches memory without padding: the user's.</param>
    /// <param name="readsPadded">Whether the vectors that it multiplies are padded to whole ones.</param>
    /// <param name="mostAccumulators">Accumulators of a tile at most.</param>
    public WeightStream(Pass pass, int lanes, int padding, int offset, bool isExact, bool readsPadded = true, int mostAccumulators = Tiling.MostAccumulators)
    {
        _readsPadded = readsPadded;
        _lanes = lanes;
        _padding = padding;
        MostAccumulators = mostAccumulators;
        Pass = pass;
        Offset = offset;
        Terms = pass.Products.Select(AffineTerms.Of).ToList();
        Batches = InBatches(Terms);
        Chains = isExact || pass.Products.Count == 0 ? 1 : Tiling.Chains(pass.Length, pass.Products.Count, Batches.Max(b => b.Length), padding);
        Groups = pass.Products.Count > 0
            ? Tiling.Of(pass.Length, pass.Products.Count, lanes, isExact, Accumulators(isExact))
            : Tiling.Of(pass.Length, int.MaxValue, lanes, isExact, Tiling.MostAccumulators);
    }

    /// <summary>The pass.</summary>
    public Pass Pass { get; }

    /// <summary>First float of the stream in the packed weights.</summary>
    public int Offset { get; }

    /// <summary>The terms of each accumulator.</summary>
    public IReadOnlyList<AffineTerms> Terms { get; }

    /// <summary>The products, in the order of accumulation.</summary>
    public IReadOnlyList<ProductBatch> Batches { get; }

    /// <summary>
    /// Whether the pass is a row of weights times a vector, as in a head of one output. Its lanes are the vector's elements: one multiply-add for each
    /// vector of them, and their lanes added up at the end, instead of one for each element.
    /// </summary>
    public bool IsInnerProduct => _readsPadded && Pass.Length == 1 && Pass.Products.Count == 1 && Pass.Products[0].Operator == Operator.Affine && Batches.Count == 1;

    /// <summary>Lanes of an inner product's sums, which the model's widest vectors hold; narrower ones take several to hold them.</summary>
    public int InnerLanes => _padding;

    /// <summary>Floats of the row of an inner product: the vector's elements, padded.</summary>
    public int InnerLength => Tiling.Padded(Batches[0].Length, _padding);

    /// <summary>Partial sums of each accumulator: element k of a vector is added to the one of number k mod Chains.</summary>
    public int Chains { get; }

    /// <summary>Accumulators of a tile at most, and multiply-adds in the body of a loop over its rows of weights.</summary>
    public int MostAccumulators { get; }

    /// <summary>The tiles.</summary>
    public IReadOnlyList<TileGroup> Groups { get; }

    /// <summary>Floats of the whole stream.</summary>
    public int Length => Batches.Sum(LengthOf);

    /// <summary>The products that a step computes: all of them, or those behind the inputs', which are computed ahead.</summary>
    public IEnumerable<ProductBatch> BatchesOf(bool isProjected) => Batches.Skip(isProjected ? 1 : 0);

    /// <summary>First float of a batch's weights.</summary>
    public int OffsetOf(ProductBatch batch) => Offset + Batches.TakeWhile(b => !ReferenceEquals(b, batch)).Sum(LengthOf);

    /// <summary>Whether a batch's tiles begin with biases.</summary>
    public bool HasBias(ProductBatch batch) => batch.Begun.Any(accumulator => Terms[accumulator].Biases.Count > 0);

    /// <summary>Floats of the biases with which a tile of a batch begins.</summary>
    public int BiasLength(TileGroup group, ProductBatch batch) => HasBias(batch) ? batch.Begun.Count * group.Vectors * _lanes : 0;

    /// <summary>Floats of one row of weights: those that one element of each vector meets in one tile.</summary>
    public int RowLength(TileGroup group, ProductBatch batch) => batch.Terms.Count * group.Vectors * _lanes;

    /// <summary>Floats of one tile of a batch.</summary>
    public int TileLength(TileGroup group, ProductBatch batch) => BiasLength(group, batch) + (IsInnerProduct ? InnerLength : batch.Length * RowLength(group, batch));

    /// <summary>First float of a tile of a batch.</summary>
    public int TileOffset(TileGroup group, int tile, ProductBatch batch) =>
        OffsetOf(batch) + Groups.TakeWhile(g => g != group).Sum(g => g.Tiles * TileLength(g, batch)) + (tile * TileLength(group, batch));

    /// <summary>
    /// Accumulators of a tile. Where the weights come from the first cache, or with 512 bits, so many that each batch of products has enough of them: but not beyond what
    /// the first cache holds of a tile, which sequences side by side go through several times.
    /// </summary>
    private int Accumulators(bool isExact)
    {
        int rows = Batches.Sum(b => b.Length * b.Terms.Count);
        int weights = rows * Tiling.Padded(Pass.Length, _lanes);
        int accumulators = Tiling.Accumulators(_lanes, weights, MostAccumulators);
        bool isTuned = MostAccumulators == Tiling.MostAccumulators && !isExact && _lanes > Widths.Vector128;
        if (!isTuned || (weights > TileOrder.FirstCache && _lanes < Widths.Vector512))
        {
            return accumulators;
        }

        int width = Tiling.EvenWidth(Tiling.Vectors(Pass.Length, _lanes), Batches.Max(b => b.Terms.Count), accumulators);
        return width > 0 && width * _lanes * Batches.Max(b => b.Length * b.Terms.Count) <= TileOrder.FirstCache ? width * Pass.Products.Count : accumulators;
    }

    private int LengthOf(ProductBatch batch) => Groups.Sum(g => g.Tiles * TileLength(g, batch));

    private static List<ProductBatch> InBatches(IReadOnlyList<AffineTerms> accumulators)
    {
        IEnumerable<List<ProductTerm>> byVector = accumulators
            .SelectMany((terms, index) => terms.Products.Select(p => new ProductTerm(index, p.Matrix, p.Vector)))
            .GroupBy(t => t.Vector)
            .Select(g => g.ToList());
        var batches = new List<ProductBatch>();
        var begun = new HashSet<int>();
        foreach (List<ProductTerm> terms in byVector)
        {
            int length = terms[0].Vector.Length;
            ProductBatch? last = batches.LastOrDefault();
            bool joins = last?.Length == length && !last.Terms.Select(t => t.Accumulator).Intersect(terms.Select(t => t.Accumulator)).Any();
            List<int> begins = terms.Select(t => t.Accumulator).Where(begun.Add).ToList();
            if (joins)
            {
                batches[batches.Count - 1] = new ProductBatch(length, [.. last!.Terms, .. terms], [.. last.Begun, .. begins]);
            }
            else
            {
                batches.Add(new ProductBatch(length, terms, begins));
            }
        }

        return batches;
    }
}
