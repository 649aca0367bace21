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

        IEnumerable<Statement> Products(Round round) =>
            _stream.Batches.SelectMany(batch => Straight(tile, batch, WeightsOf(tile, number, batch), round));
        List<Statement> output = [.. RoundsOf(tile).SelectMany(round => Products(round).Concat(Save(tile, round))), .. JoinChains(tile)];
        foreach (ProductTerm term in _stream.Batches.SelectMany(batch => batch.Terms))
        {
            scope.Registers.Release(term.Vector);
        }

        return output;
    }

    /// <summary>The sums as loops, which move the pointers at the weights of each batch, named by <paramref name="weights"/>, beyond those of the tile.</summary>
    public IEnumerable<Statement> Looped(Tile tile, Func<ProductBatch, string> weights) => _stream.IsInnerProduct
        ? new InnerProductLowerer(scope).Lower(new Memory(weights(_stream.Batches[0]), 0))
        : [.. RoundsOf(tile).SelectMany(round => Looped(tile, _stream.Batches, weights, round)), .. JoinChains(tile)];

    /// <summary>The same without the products of the inputs, which <see cref="Projection"/> has left behind the pointer <paramref name="projected"/>.</summary>
    public IEnumerable<Statement> Recurrent(Tile tile, Func<ProductBatch, string> weights, string projected)
    {
        IEnumerable<Statement> Begin(Round round) =>
            from sum in Projected(tile, new Memory(projected, 0), row: 0)
            where round.Has(sum.Chain)
            select new Assign(scope.Hold(sum.Lane with { Part = sum.Chain - round.First }), new Load(sum.At, _shape.Lanes));
        return [.. RoundsOf(tile).SelectMany(round => Begin(round).Concat(Looped(tile, _stream.BatchesOf(isProjected: true), weights, round))), .. JoinChains(tile)];
    }

    /// <summary>The products of the inputs alone, upon the biases, for <see cref="Recurrent"/> to begin with; in its order of summation, and so with its bits.</summary>
    public IEnumerable<Statement> Projection(Tile tile, string weights, Memory projected)
    {
        Round all = RoundsOf(tile).Single();
        IEnumerable<Statement> stores =
            from row in Enumerable.Range(0, _shape.Rows)
            from sum in Projected(tile, projected.Plus(row * _shape.RowStride(projected.Pointer)), row)
            select new Store(sum.At, _shape.Lanes, scope.Registers.Peek(sum.Lane with { Part = sum.Chain }));
        return [.. Looped(tile, _stream.Batches.Take(1), _ => weights, all), .. stores];
    }

    private Memory WeightsOf(Tile tile, int number, ProductBatch batch) => new(KernelMemory.Weights, _stream.TileOffset(tile.Group, number, batch));

    private static IEnumerable<Statement> Skip(string pointer, int floats) => floats != 0 ? [new Advance(pointer, floats)] : [];

    /// <summary>The sums of a row and their places: as a row of weights stands, those of one accumulator together, and then those that are further partial sums.</summary>
    private IEnumerable<(Lane Lane, int Chain, Memory At)> Projected(Tile tile, Memory projected, int row)
    {
        IReadOnlyList<ProductTerm> inputs = _stream.Batches[0].Terms;
        return
            from chain in Enumerable.Range(0, _stream.Chains)
            from position in Enumerable.Range(0, inputs.Count)
            from at in scope.LanesOf(Pass.Products[inputs[position].Accumulator], tile)
            where at.Lane.Row == row
            select (at.Lane, chain, projected.Plus(((((chain * inputs.Count) + position) * tile.Group.Vectors) + at.Vector) * _shape.Lanes));
    }

    /// <summary>The partial sums that are computed side by side, in turn.</summary>
    private IEnumerable<Round> RoundsOf(Tile tile)
    {
        int chains = scope.ChainsOf(tile);
        return Enumerable.Range(0, _stream.Chains / chains).Select(i => new Round(i * chains, chains, _stream.Chains));
    }

    private IEnumerable<Statement> Straight(Tile tile, ProductBatch batch, Memory weights, Round round)
    {
        int row = _stream.RowLength(tile.Group, batch);
        Memory rows = weights.Plus(_stream.BiasLength(tile.Group, batch));
        // One vector after the other: the processor overlaps straight-line code by itself, and fewer accumulators are live at once.
        IEnumerable<Statement> products =
            from vector in batch.Vectors
            from k in Enumerable.Range(0, batch.Length).Where(round.Has)
            from statement in Row(tile, vector, rows.Plus(k * row), k, null, round)
            select statement;
        return [.. Biases(tile, batch, weights, round), Describe(batch, round), .. products];
    }

    /// <summary>One round of partial sums, batch after batch: the biases of the accumulators that begin with it, and a loop over its rows.</summary>
    private IEnumerable<Statement> Looped(Tile tile, IEnumerable<ProductBatch> batches, Func<ProductBatch, string> weights, Round round) =>
        batches.SelectMany(batch => Looped(tile, batch, weights(batch), round).Concat(SaveFinished(tile, batch))).Concat(Save(tile, round));

    private IEnumerable<Statement> Looped(Tile tile, ProductBatch batch, string weights, Round round)
    {
        int biases = round.IsFirst ? _stream.BiasLength(tile.Group, batch) : 0;
        int rows = batch.Length * _stream.RowLength(tile.Group, batch);
        return
        [
            .. Biases(tile, batch, new Memory(weights, 0), round),
            .. Skip(weights, biases),
            Describe(batch, round),
            .. BatchLoop(tile, batch, weights, round),
            .. Skip(weights, round.IsLast ? 0 : -rows),
        ];
    }

    private IEnumerable<Statement> BatchLoop(Tile tile, ProductBatch batch, string weights, Round round)
    {
        // So many multiply-adds that the counting does not show.
        int most = Math.Max(1, _stream.MostAccumulators / (batch.Terms.Count * tile.Vectors * _shape.Rows));
        int unrolled = (most + _stream.Chains - 1) / _stream.Chains * _stream.Chains;
        int looped = batch.Length < 2 * unrolled ? 0 : batch.Length / unrolled * unrolled;
        if (looped > 0)
        {
            yield return new Loop("k", Text(looped), unrolled, Rows(tile, batch, weights, 0, unrolled, "k", round));
        }

        if (looped < batch.Length)
        {
            yield return new Scope(Rows(tile, batch, weights, looped, batch.Length - looped, null, round));
        }
    }

    private List<Statement> Rows(Tile tile, ProductBatch batch, string weights, int first, int count, string? index, Round round)
    {
        int row = _stream.RowLength(tile.Group, batch);
        IEnumerable<Statement> rows =
            from k in Enumerable.Range(0, count).Where(k => round.Has(first + k))
            from vector in batch.Vectors
            from statement in Row(tile, vector, new Memory(weights, k * row), first + k, index, round)
            select statement;
        return [.. rows, new Advance(weights, count * row)];
    }

    /// <summary>The accumulators that begin with a batch, of one round of partial sums; the first partial sum begins with the bias.</summary>
    private IEnumerable<Statement> Biases(Tile tile, ProductBatch batch, Memory at, Round round)
    {
        for (int position = 0; position < batch.Begun.Count; position++)
        {
            int accumulator = batch.Begun[position];
            bool hasBias = _stream.Terms[accumulator].Biases.Count > 0;
            foreach ((int vector, Lane lane) in scope.LanesOf(Pass.Products[accumulator], tile))
            {
                Memory bias = at.Plus(((position * tile.Group.Vectors) + vector) * _shape.Lanes);
                for (int chain = 0; chain < round.Count; chain++)
                {
                    yield return new Assign(scope.Hold(lane with { Part = chain }), hasBias && round.IsFirst && chain == 0 ? new Load(bias, _shape.Lanes) : new Number(0f));
                }
            }
        }
    }

    /// <summary>
    /// Moves the sums that are complete after a batch out of the way of the next, where they would be too many together: into registers of their own, which the JIT can keep in
    /// memory without touching them in the loops. (A register that it cannot keep all the way, RyuJIT stores wherever it is assigned, in each round of a loop.)
    /// </summary>
    private IEnumerable<Statement> SaveFinished(Tile tile, ProductBatch batch) =>
        from index in scope.IsCrowded(tile) ? Enumerable.Range(0, Pass.Products.Count) : []
        where ReferenceEquals(batch, _stream.Batches.Last(b => b.Terms.Any(t => t.Accumulator == index))) && !ReferenceEquals(batch, _stream.Batches[_stream.Batches.Count - 1])
        from at in scope.LanesOf(Pass.Products[index], tile)
        let complete = scope.Registers.Peek(at.Lane)
        select new Assign(scope.Hold(at.Lane), complete);

    /// <summary>Moves the partial sums of a round out of the way of the next.</summary>
    private IEnumerable<Statement> Save(Tile tile, Round round) =>
        from product in round.IsLast ? [] : Pass.Products
        from at in scope.LanesOf(product, tile)
        from chain in Enumerable.Range(round.First, round.Count)
        select new Assign(scope.Hold(at.Lane with { Part = round.PlaceOf(chain) }), scope.Registers.Peek(at.Lane with { Part = chain - round.First }));

    /// <summary>Adds up the partial sums of each accumulator, the first first: the last is the last to be known.</summary>
    private IEnumerable<Statement> JoinChains(Tile tile)
    {
        Round rounds = RoundsOf(tile).First();
        int last = _stream.Chains - 1;
        for (int chain = 1; chain <= last; chain++)
        {
            foreach (Lane lane in Pass.Products.SelectMany(product => scope.LanesOf(product, tile)).Select(at => at.Lane))
            {
                Register sum = PartialSum(lane, rounds.PlaceOf(0), isLastUse: chain == last);
                Register next = PartialSum(lane, rounds.PlaceOf(chain), isLastUse: true);
                yield return new Assign(chain == last ? scope.Registers.Peek(lane) : sum, new Binary("+", sum, next));
            }
        }
    }

    /// <summary>The register of a partial sum, which is free for others after its last use, but for that in which the whole sum is to be.</summary>
    private Register PartialSum(Lane lane, int part, bool isLastUse) =>
        isLastUse && part > 0 ? scope.Registers.Use(lane with { Part = part })! : scope.Registers.Peek(lane with { Part = part });

    /// <summary>One element of a vector times its weights, added to the accumulators of its terms.</summary>
    private IEnumerable<Statement> Row(Tile tile, IGrouping<Value, (int Position, ProductTerm Term)> vector, Memory weights, int k, string? index, Round round)
    {
        Memory element = scope.Bindings.Source(vector.Key).At.Plus(k) with { Index = index };
        for (int row = 0; row < _shape.Rows; row++)
        {
            Memory at = element.Plus(row * _shape.RowStride(element.Pointer));
            Register? kept = scope.Registers.Kept(new Lane(vector.Key, k / _shape.Lanes, row));
            yield return new Assign(ElementRegister(vector.Key, row), kept is null ? new Broadcast(at) : new Spread(kept, k % _shape.Lanes, at));
        }

        foreach ((int position, ProductTerm term) in vector)
        {
            for (int unit = tile.FirstVector; unit < tile.FirstVector + tile.Vectors; unit++)
            {
                Memory at = weights.Plus(((position * tile.Group.Vectors) + unit) * _shape.Lanes);
                var lane = new Lane(Pass.Products[term.Accumulator], tile.VectorOf(unit), 0, k % round.Count);
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

    private Comment Describe(ProductBatch batch, Round round) =>
        new("+ " + string.Join(", ", batch.Terms.Select(t => $"{t.Matrix}{Transposed(t.Accumulator)} {t.Vector}")) + round);

    private string Transposed(int accumulator) => Pass.Products[accumulator].Operator == Operator.TransposedProduct ? "^T" : "";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Some of the partial sums: those of the elements <paramref name="First"/> and on, <paramref name="Count"/> of them, of every <paramref name="All"/>.</summary>
    private readonly record struct Round(int First, int Count, int All)
    {
        public bool IsFirst => First == 0;

        public bool IsLast => First + Count == All;

        /// <summary>The part of its register in which a partial sum ends up: the rounds the other way round, for the last one's stay where they are.</summary>
        public int PlaceOf(int chain) => All - ((chain / Count) + 1) * Count + (chain % Count);

        /// <summary>Whether an element's product goes to one of them.</summary>
        public bool Has(int element) => element % All >= First && element % All < First + Count;

        /// <summary>What the reader has to know where they are not all.</summary>
        public override string ToString() => Count == All ? "" : $", k mod {Text(All)} = {string.Join(", ", Enumerable.Range(First, Count).Select(Text))}";
    }
}
