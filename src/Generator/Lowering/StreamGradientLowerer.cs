using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the gradients of one pass's weights, in the layout of the packed weights.</summary>
/// <param name="lanes">Lanes of a vector.</param>
/// <param name="stream">The pass and its weights.</param>
/// <param name="deltas">The delta of each parameter: the adjoint of the sum that it is in.</param>
/// <param name="places">Where deltas and sources stand.</param>
/// <param name="rows">The loops over sequences and steps.</param>
internal sealed class StreamGradientLowerer(int lanes, WeightStream stream, Dictionary<ParameterBlock, Value> deltas, Dictionary<Value, Location> places, RowLoop rows)
{
    private static readonly Register s_delta = new("delta");

    /// <summary>Accumulators of one product, beside a vector of deltas and the elements that it meets; fewer where less text is wanted.</summary>
    private readonly int _accumulators = Tiling.MostRegisters * stream.MostAccumulators / Tiling.MostAccumulators;

    /// <summary>The statements that add them to the packed gradients.</summary>
    public IEnumerable<Statement> Lower()
    {
        foreach (ProductBatch batch in stream.Batches)
        {
            yield return new Comment(string.Join(", ", batch.Terms.Select(t => t.Matrix)));
            foreach (TileGroup group in stream.Groups)
            {
                yield return new Scope(Tiles(group, batch));
            }
        }
    }

    /// <summary>The tiles of a group, each in as many parts as its accumulators need.</summary>
    private IReadOnlyList<Statement> Tiles(TileGroup group, ProductBatch batch)
    {
        int tileUnits = group.Vectors * lanes;
        var first = new Memory(KernelMemory.Gradients, stream.TileOffset(group, 0, batch));
        int vectors = stream.IsInnerProduct ? group.Vectors : VectorsOfPart(group, batch);
        if (vectors == group.Vectors)
        {
            var start = new Point(KernelMemory.Stream, first);
            return group.Tiles > 1
                ? [start, new Loop("unit", Text(group.Tiles * tileUnits), tileUnits, Part(group, vectors, "unit", batch).ToList())]
                : [start, .. Part(group, vectors, null, batch)];
        }

        List<Statement> part =
        [
            new Point(KernelMemory.Stream, new Memory(KernelMemory.Parts, 0)),
            new Advance(KernelMemory.Parts, vectors * lanes),
            .. Part(group, vectors, "unit", batch),
        ];
        var parts = new Loop("unit", Text(tileUnits), vectors * lanes, part, group.Tiles > 1 ? "tile" : null);
        var next = new Advance(KernelMemory.Parts, stream.TileLength(group, batch) - tileUnits);
        return [new Point(KernelMemory.Parts, first), group.Tiles > 1 ? new Loop("tile", Text(group.Tiles * tileUnits), tileUnits, [parts, next]) : parts];
    }

    /// <summary>
    /// As many vectors of a tile that the fewest loads are needed for a multiply-add: each delta is loaded once for all elements beside it, each element once for
    /// all vectors of deltas.
    /// </summary>
    private int VectorsOfPart(TileGroup group, ProductBatch batch)
    {
        double Loads(int vectors) => (1.0 / ElementsBeside(vectors, batch)) + (1.0 / (vectors * batch.Terms.Count));
        return Enumerable.Range(1, group.Vectors).Where(vectors => group.Vectors % vectors == 0).OrderBy(Loads).First();
    }

    /// <summary>Elements of a source whose products are summed up side by side.</summary>
    private int ElementsBeside(int vectors, ProductBatch batch) => Math.Max(1, _accumulators / (batch.Terms.Count * vectors));

    private IEnumerable<Statement> Part(TileGroup group, int vectors, string? unit, ProductBatch batch)
    {
        if (stream.HasBias(batch))
        {
            yield return new Comment("biases");
            yield return new Scope(Biases(group, vectors, unit, batch).ToList());
            yield return new Advance(KernelMemory.Stream, stream.BiasLength(group, batch));
        }

        foreach (Statement statement in stream.IsInnerProduct ? InnerProduct() : Batch(group, vectors, unit, batch))
        {
            yield return statement;
        }
    }

    private IEnumerable<Statement> Batch(TileGroup group, int vectors, string? unit, ProductBatch batch)
    {
        int chunk = ElementsBeside(vectors, batch);
        int chunks = batch.Length / chunk;
        int row = stream.RowLength(group, batch);
        Statement Loop(int first, int elements, int step)
        {
            List<Statement> body = [.. Product(group, vectors, unit, batch, first, step, "k"), new Advance(KernelMemory.Stream, step * row)];
            return new Loop("k", Text(elements), step, body);
        }

        int done = chunks > 1 ? chunks * chunk : 0;
        if (done > 0)
        {
            yield return Loop(0, done, chunk);
        }

        int rest = batch.Length - done;
        if (done > 0 && rest > 1)
        {
            yield return Loop(done, rest, 1);
        }
        else if (rest > 0)
        {
            yield return new Scope([.. Product(group, vectors, unit, batch, done, rest, null), new Advance(KernelMemory.Stream, rest * row)]);
        }
    }

    /// <summary>The deltas of the biases, summed over all rows.</summary>
    private IEnumerable<Statement> Biases(TileGroup group, int vectors, string? unit, ProductBatch batch)
    {
        var sums = new List<(Register, Memory)>();
        var body = new List<Statement>();
        for (int position = 0; position < batch.Begun.Count; position++)
        {
            foreach (Value bias in stream.Terms[batch.Begun[position]].Biases.Take(1))
            {
                foreach (int vector in Enumerable.Range(0, vectors))
                {
                    Register sum = Sum(vectors, bias, null, vector);
                    sums.Add((sum, At(group, position, vector)));
                    body.Add(new Assign(sum, new Binary("+", sum, Delta(group, unit, bias, vector))));
                }
            }
        }

        return rows.Accumulate(sums, body, lanes);
    }

    /// <summary>Deltas times elements of their sources, summed over all rows.</summary>
    private IEnumerable<Statement> Product(TileGroup group, int vectors, string? unit, ProductBatch batch, int first, int count, string? index)
    {
        var sums = new List<(Register, Memory)>();
        var body = new List<Statement>();
        foreach (IGrouping<Value, (int Position, ProductTerm Term)> source in batch.Vectors)
        {
            List<Register> elements = Enumerable.Range(0, count).Select(k => new Register(source.Key.Name + Text(k))).ToList();
            body.AddRange(elements.Select((element, k) => new Assign(element, new Broadcast(places[source.Key].At.Plus(first + k) with { Index = index }))));
            foreach ((int position, ProductTerm term) in source)
            {
                foreach (int vector in Enumerable.Range(0, vectors))
                {
                    Expression delta = Delta(group, unit, term.Matrix, vector);
                    if (count > 1)
                    {
                        body.Add(new Assign(s_delta, delta));
                        delta = s_delta;
                    }

                    for (int k = 0; k < count; k++)
                    {
                        Register sum = Sum(vectors, term.Matrix, k, vector);
                        sums.Add((sum, At(group, (k * batch.Terms.Count) + position, vector)));
                        body.Add(new Assign(sum, new MultiplyAdd(delta, elements[k], sum)));
                    }
                }
            }
        }

        return rows.Accumulate(sums, body, lanes);
    }

    /// <summary>The gradient of a row of weights: the one delta times the vectors of the source.</summary>
    private IEnumerable<Statement> InnerProduct()
    {
        ProductTerm term = stream.Batches[0].Terms[0];
        int vectors = stream.InnerLength / lanes;
        int chunk = Math.Min(vectors, _accumulators);
        int looped = vectors / chunk <= 1 ? 0 : vectors / chunk * chunk;
        if (looped > 0)
        {
            List<Statement> body = [.. InnerProduct(term, 0, chunk, "k"), new Advance(KernelMemory.Stream, chunk * lanes)];
            yield return new Loop("k", Text(looped * lanes), chunk * lanes, body);
        }

        if (looped < vectors)
        {
            yield return new Scope(InnerProduct(term, looped * lanes, vectors - looped, null).ToList());
        }
    }

    private IEnumerable<Statement> InnerProduct(ProductTerm term, int first, int vectors, string? index)
    {
        Location source = places[term.Vector];
        var sums = new List<(Register, Memory)>();
        List<Statement> body = [new Assign(s_delta, new Broadcast(places[deltas[term.Matrix.Block!]].At))];
        for (int vector = 0; vector < vectors; vector++)
        {
            var sum = new Register($"d{term.Matrix.Name}_{Text(vector)}");
            var element = new Load(source.At.Plus(first + (vector * lanes)) with { Index = index }, lanes);
            sums.Add((sum, new Memory(KernelMemory.Stream, vector * lanes)));
            body.Add(new Assign(sum, new MultiplyAdd(element, s_delta, sum)));
        }

        return rows.Accumulate(sums, body, lanes);
    }

    private Memory At(TileGroup group, int position, int vector) => new(KernelMemory.Stream, ((position * group.Vectors) + vector) * lanes);

    private static Register Sum(int vectors, Value parameter, int? element, int vector) =>
        new($"d{parameter.Name}{(element is { } k ? "_" + Text(k) : "")}{(vectors > 1 ? "_" + Text(vector) : "")}");

    private Load Delta(TileGroup group, string? unit, Value parameter, int vector)
    {
        Value delta = deltas[parameter.Block!];
        Location place = places[delta];
        int first = group.FirstUnit + (vector * lanes);
        int count = place.IsPadded ? lanes : Math.Min(lanes, delta.Length - first);
        return new Load(place.At.Plus(first) with { Index = unit }, count);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
