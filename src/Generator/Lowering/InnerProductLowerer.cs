using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes a row of weights times a vector, lane by lane, and the sum of the lanes.</summary>
internal sealed class InnerProductLowerer(PassScope scope)
{
    /// <summary>Rounds that are written out.</summary>
    private const int MostStraight = 4;

    private readonly WeightStream _stream = scope.Stream;

    /// <summary>The sum of each row of the batch, from the weights of the tile.</summary>
    public IEnumerable<Statement> Lower(Memory weights)
    {
        Value product = scope.Pass.Products[0];
        ProductTerm term = _stream.Batches[0].Terms[0];
        yield return new Comment($"+ {term.Matrix} {term.Vector}");
        for (int row = 0; row < scope.Shape.Rows; row++)
        {
            var sums = new List<Register>();
            foreach (Statement statement in Sums(weights, row, sums))
            {
                yield return statement;
            }

            for (int half = sums.Count / 2; half > 0; half /= 2)
            {
                for (int i = 0; i < half; i++)
                {
                    yield return new Assign(sums[i], new Binary("+", sums[i], sums[i + half]));
                }
            }

            yield return new Assign(scope.Hold(new Lane(product, 0, row)), new LaneSum(sums[0]));
        }
    }

    /// <summary>
    /// The products, summed up in as many lanes as the model's widest vectors have, upon the bias in the first. Lanes beyond the vector's end are not
    /// read: what a NaN has left there must not come back.
    /// </summary>
    private IEnumerable<Statement> Sums(Memory at, int row, List<Register> sums)
    {
        int lanes = scope.Shape.Lanes;
        Memory weights = at.Plus(_stream.BiasLength(_stream.Groups[0], _stream.Batches[0]));
        Value vector = _stream.Batches[0].Terms[0].Vector;
        Location source = scope.Bindings.Source(vector);
        Memory first = source.At.Plus(row * scope.Shape.RowStride(source.At.Pointer));
        int step = _stream.InnerLanes;
        int looped = vector.Length / step <= MostStraight ? 0 : vector.Length / step * step;
        sums.AddRange(Enumerable.Range(0, step / lanes)
            .Select(i => new Register(scope.Pass.Products[0].Name + "Lanes" + Text(i) + (scope.Shape.Rows > 1 ? "_" + Text(row) : ""))));
        IEnumerable<Statement> Products(int offset, string? index) => sums.Select((sum, i) =>
        {
            int place = offset + (i * lanes);
            int count = Math.Min(lanes, vector.Length - place);
            Expression element = count > 0 ? new Load(first.Plus(place) with { Index = index }, count) : new Number(0f);
            return new Assign(sum, new MultiplyAdd(new Load(weights.Plus(place) with { Index = index }, lanes), element, sum));
        });

        List<Statement> output = [.. sums.Select((sum, i) => new Assign(sum, i == 0 && _stream.HasBias(_stream.Batches[0]) ? new Load(at, lanes) : new Number(0f)))];
        if (looped > 0)
        {
            output.Add(new Loop("k", Text(looped), step, Products(0, "k").ToList()));
        }

        for (int offset = looped; offset < vector.Length; offset += step)
        {
            output.AddRange(Products(offset, null));
        }

        return output;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
