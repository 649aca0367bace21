using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the sums of products of a tile: accumulators that begin with the biases, and multiply-adds upon them.</summary>
internal sealed class ProductLowerer(PassScope scope)
{
    private readonly LoweringShape _shape = scope.Shape;
    private readonly WeightStream _stream = scope.Stream;

    private Pass Pass => scope.Pass;

    /// <summary>The sums in straight-line code, from the weights of the group's tile <paramref name="number"/>.</summary>
    public IEnumerable<Statement> Straight(Tile tile, int number)
    {
        if (_stream.IsInnerProduct)
        {
            return new InnerProductLowerer(scope).Lower(WeightsOf(tile, number, _stream.Batches[0]));
        }

        var output = new List<Statement>();
        foreach (ProductBatch batch in _stream.Batches)
        {
            int row = _stream.RowLength(tile.Group, batch);
            Memory weights = WeightsOf(tile, number, batch);
            Memory rows = weights.Plus(_stream.BiasLength(tile.Group, batch));
            output.AddRange(Biases(tile, batch, weights));
            output.Add(Describe(batch));
            // One vector after the other: the processor overlaps straight-line code by itself, and fewer accumulators are live at once.
            foreach (IGrouping<Value, (int Position, ProductTerm Term)> vector in batch.Vectors)
            {
                output.AddRange(Enumerable.Range(0, batch.Length).SelectMany(k => Row(tile, vector, rows.Plus(k * row), k, null)));
            }
        }

        return [.. output, .. JoinChains(tile)];
    }

    /// <summary>The sums as loops, which move the pointers at the weights of each batch, named by <paramref name="weights"/>, beyond those of the tile.</summary>
    public IEnumerable<Statement> Looped(Tile tile, Func<ProductBatch, string> weights) => _stream.IsInnerProduct
        ? new InnerProductLowerer(scope).Lower(new Memory(weights(_stream.Batches[0]), 0))
        : [.. _stream.Batches.SelectMany(batch => Looped(tile, batch, weights(batch))), .. JoinChains(tile)];

    /// <summary>The same without the products of the inputs, which <see cref="Projection"/> has left behind the pointer <paramref name="projected"/>.</summary>
    public IEnumerable<Statement> Recurrent(Tile tile, Func<ProductBatch, string> weights, string projected)
    {
        IEnumerable<Statement> sums = Projected(tile, new Memory(projected, 0), row: 0).Select(p => new Assign(scope.Hold(p.Lane), new Load(p.At, _shape.Lanes)));
        return [.. sums, .. _stream.Batches.Skip(1).SelectMany(batch => Looped(tile, batch, weights(batch))), .. JoinChains(tile)];
    }

    /// <summary>The products of the inputs alone, upon the biases, for <see cref="Recurrent"/> to begin with; in its order of summation, and so with its bits.</summary>
    public IEnumerable<Statement> Projection(Tile tile, string weights, Memory projected)
    {
        IEnumerable<Statement> stores =
            from row in Enumerable.Range(0, _shape.Rows)
            from sum in Projected(tile, projected.Plus(row * _shape.RowStride(projected.Pointer)), row)
            select new Store(sum.At, _shape.Lanes, scope.Registers.Peek(sum.Lane));
        return [.. Looped(tile, _stream.Batches[0], weights), .. stores];
    }

    private Memory WeightsOf(Tile tile, int number, ProductBatch batch) => new(KernelMemory.Weights, _stream.TileOffset(tile.Group, number, batch));

    private static IEnumerable<Statement> Skip(string pointer, int floats) => floats > 0 ? [new Advance(pointer, floats)] : [];

    /// <summary>The sums of a row and their places: as a row of weights stands, those of one accumulator together, and then those that are further partial sums.</summary>
    private IEnumerable<(Lane Lane, Memory At)> Projected(Tile tile, Memory projected, int row)
    {
        IReadOnlyList<ProductTerm> inputs = _stream.Batches[0].Terms;
        return
            from chain in Enumerable.Range(0, _stream.Chains)
            from position in Enumerable.Range(0, inputs.Count)
            from at in scope.LanesOf(Pass.Products[inputs[position].Accumulator], tile)
            where at.Lane.Row == row
            select (at.Lane with { Part = chain }, projected.Plus(((((chain * inputs.Count) + position) * tile.Group.Vectors) + at.Vector) * _shape.Lanes));
    }

    /// <summary>One batch: the biases of the accumulators that begin with it, and a loop over its rows.</summary>
    private IEnumerable<Statement> Looped(Tile tile, ProductBatch batch, string weights) =>
        [.. Biases(tile, batch, new Memory(weights, 0)), .. Skip(weights, _stream.BiasLength(tile.Group, batch)), Describe(batch), .. BatchLoop(tile, batch, weights)];

    private IEnumerable<Statement> BatchLoop(Tile tile, ProductBatch batch, string weights)
    {
        // So many multiply-adds that the counting does not show.
        int most = Math.Max(1, _stream.MostAccumulators / (batch.Terms.Count * tile.Vectors * _shape.Rows));
        int unrolled = (most + _stream.Chains - 1) / _stream.Chains * _stream.Chains;
        int looped = batch.Length < 2 * unrolled ? 0 : batch.Length / unrolled * unrolled;
        if (looped > 0)
        {
            yield return new Loop("k", Text(looped), unrolled, Rows(tile, batch, weights, 0, unrolled, "k"));
        }

        if (looped < batch.Length)
        {
            yield return new Scope(Rows(tile, batch, weights, looped, batch.Length - looped, null));
        }
    }

    private List<Statement> Rows(Tile tile, ProductBatch batch, string weights, int first, int count, string? index)
    {
        int row = _stream.RowLength(tile.Group, batch);
        IEnumerable<Statement> rows =
            from k in Enumerable.Range(0, count)
            from vector in batch.Vectors
            from statement in Row(tile, vector, new Memory(weights, k * row), first + k, index)
            select statement;
        return [.. rows, new Advance(weights, count * row)];
    }

    /// <summary>The accumulators that begin with a batch.</summary>
    private IEnumerable<Statement> Biases(Tile tile, ProductBatch batch, Memory at)
    {
        for (int position = 0; position < batch.Begun.Count; position++)
        {
            int accumulator = batch.Begun[position];
            bool hasBias = _stream.Terms[accumulator].Biases.Count > 0;
            foreach ((int vector, Lane lane) in scope.LanesOf(Pass.Products[accumulator], tile))
            {
                Memory bias = at.Plus(((position * tile.Group.Vectors) + vector) * _shape.Lanes);
                yield return new Assign(scope.Hold(lane), hasBias ? new Load(bias, _shape.Lanes) : new Number(0f));
                for (int chain = 1; chain < _stream.Chains; chain++)
                {
                    yield return new Assign(scope.Hold(lane with { Part = chain }), new Number(0f));
                }
            }
        }
    }

    /// <summary>Adds the partial sums to the first of each accumulator.</summary>
    private IEnumerable<Statement> JoinChains(Tile tile) =>
        from chain in Enumerable.Range(1, _stream.Chains - 1)
        from product in Pass.Products
        from at in scope.LanesOf(product, tile)
        let sum = scope.Registers.Peek(at.Lane)
        select new Assign(sum, new Binary("+", sum, scope.Registers.Use(at.Lane with { Part = chain })!));

    /// <summary>One element of a vector times its weights, added to the accumulators of its terms.</summary>
    private IEnumerable<Statement> Row(Tile tile, IGrouping<Value, (int Position, ProductTerm Term)> vector, Memory weights, int k, string? index)
    {
        Memory element = scope.Bindings.Source(vector.Key).At.Plus(k) with { Index = index };
        for (int row = 0; row < _shape.Rows; row++)
        {
            Memory at = element.Plus(row * _shape.RowStride(element.Pointer));
            yield return new Assign(ElementRegister(vector.Key, row), new Broadcast(at));
        }

        foreach ((int position, ProductTerm term) in vector)
        {
            for (int unit = tile.FirstVector; unit < tile.FirstVector + tile.Vectors; unit++)
            {
                Memory at = weights.Plus(((position * tile.Group.Vectors) + unit) * _shape.Lanes);
                var lane = new Lane(Pass.Products[term.Accumulator], tile.VectorOf(unit), 0, k % _stream.Chains);
                foreach (Statement statement in MultiplyAdds(lane, vector.Key, new Load(at, _shape.Lanes)))
                {
                    yield return statement;
                }
            }
        }
    }

    private IEnumerable<Statement> MultiplyAdds(Lane sum, Value multiplied, Expression weight)
    {
        if (_shape.Rows > 1)
        {
            var shared = new Register("weight");
            yield return new Assign(shared, weight);
            weight = shared;
        }

        for (int row = 0; row < _shape.Rows; row++)
        {
            Register accumulator = scope.Registers.Peek(sum with { Row = row });
            yield return new Assign(accumulator, new MultiplyAdd(weight, ElementRegister(multiplied, row), accumulator));
        }
    }

    private Register ElementRegister(Value vector, int row) => new(vector.Name + "k" + (_shape.Rows > 1 ? "_" + Text(row) : ""));

    private Comment Describe(ProductBatch batch) =>
        new("+ " + string.Join(", ", batch.Terms.Select(t => $"{t.Matrix}{Transposed(t.Accumulator)} {t.Vector}")));

    private string Transposed(int accumulator) => Pass.Products[accumulator].Operator == Operator.TransposedProduct ? "^T" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
