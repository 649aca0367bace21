using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>How the passes of a method are written.</summary>
/// <param name="Lanes">Lanes of a vector.</param>
/// <param name="IsStraight">Whether tiles and products are straight-line code; else loops.</param>
/// <param name="Rows">Sequences of the batch that are computed side by side.</param>
/// <param name="RowStride">Floats from one sequence to the next behind a pointer; 0 where all share it.</param>
internal sealed record LoweringShape(int Lanes, bool IsStraight, int Rows, Func<string, int> RowStride);

/// <summary>Writes the statements of one pass of a step.</summary>
internal sealed class PassLowerer
{
    /// <summary>Multiply-adds in the body of a product loop, so that its counting does not show.</summary>
    private const int LoopBody = 8;

    /// <summary>Rounds of an inner product that are written out.</summary>
    private const int MostStraightInner = 4;

    private readonly LoweringShape _shape;
    private readonly StepPlan _plan;
    private readonly WeightStream _stream;
    private readonly Bindings _bindings;
    private readonly RegisterFile _registers;
    private readonly ICollection<Value> _carried;
    private readonly ExpressionLowerer _expressions;
    private List<Statement> _output;
    private string? _unit;

    public PassLowerer(LoweringShape shape, StepPlan plan, WeightStream stream, Bindings bindings, RegisterFile registers, ICollection<Value> carried)
    {
        _shape = shape;
        _plan = plan;
        _stream = stream;
        _bindings = bindings;
        _registers = registers;
        _carried = carried;
        _expressions = new ExpressionLowerer(plan, stream.Pass, bindings, Read);
        _output = [];
    }

    private Pass Pass => _stream.Pass;

    /// <summary>The statements of each tile (straight-line code), or of the whole pass (loops), one list each.</summary>
    public IEnumerable<IReadOnlyList<Statement>> Lower() => _shape.IsStraight ? StraightTiles() : [Loops()];

    private IEnumerable<IReadOnlyList<Statement>> StraightTiles()
    {
        foreach (TileGroup group in _stream.Groups)
        {
            for (int index = 0; index < group.Tiles; index++)
            {
                var weights = new Memory(KernelMemory.Weights, _stream.TileOffset(group, index));
                foreach (Tile tile in Parts(group, group.FirstUnit + (index * group.Vectors * _shape.Lanes)))
                {
                    _output = [];
                    StraightProducts(tile, weights);
                    Elementwise(tile);
                    yield return _output;
                }
            }
        }
    }

    private IReadOnlyList<Statement> Loops()
    {
        _output = [];
        bool hasWeights = Pass.Products.Count > 0;
        if (hasWeights)
        {
            _output.Add(new Point(KernelMemory.Stream, new Memory(KernelMemory.Weights, _stream.Offset)));
        }

        foreach (TileGroup group in _stream.Groups)
        {
            List<Statement> outer = _output;
            _output = [];
            _unit = group.Tiles > 1 ? "unit" : null;
            LoopedTile(group);
            int tileUnits = group.Vectors * _shape.Lanes;
            if (_unit is not null)
            {
                outer.Add(new Loop(_unit, Text(group.Tiles * tileUnits), tileUnits, _output));
            }
            else if (_stream.Groups.Count > 1)
            {
                outer.Add(new Scope(_output));
            }
            else
            {
                outer.AddRange(_output);
            }

            _output = outer;
            _unit = null;
        }

        return [new Scope(_output)];
    }

    /// <summary>A tile in parts that keep their accumulators in registers: whole for one row, a few vectors at a time for several.</summary>
    private IEnumerable<Tile> Parts(TileGroup group, int firstUnit)
    {
        int products = Math.Max(1, Pass.Products.Count);
        int accumulators = products * _stream.Chains * _shape.Rows;
        int vectors = _shape.Rows == 1 ? group.Vectors : Math.Max(1, Math.Min(group.Vectors, Tiling.RowAccumulators(_shape.Lanes) / accumulators));
        for (int first = 0; first < group.Vectors; first += vectors)
        {
            yield return new Tile(group, firstUnit, first, Math.Min(vectors, group.Vectors - first));
        }
    }

    private void LoopedTile(TileGroup group)
    {
        List<Tile> parts = Parts(group, group.FirstUnit).ToList();
        if (parts.Count == 1)
        {
            LoopedProducts(parts[0], KernelMemory.Stream);
            Elementwise(parts[0]);
            _registers.Forget([]);
            return;
        }

        List<Statement> whole = _output;
        foreach (Tile part in parts)
        {
            _output = Pass.Products.Count > 0 ? [new Point(KernelMemory.Part, new Memory(KernelMemory.Stream, 0))] : [];
            LoopedProducts(part, KernelMemory.Part);
            Elementwise(part);
            _registers.Forget([]);
            whole.Add(new Scope(_output));
        }

        if (Pass.Products.Count > 0)
        {
            whole.Add(new Advance(KernelMemory.Stream, _stream.TileLength(group)));
        }

        _output = whole;
    }

    private void StraightProducts(Tile tile, Memory weights)
    {
        if (_stream.IsInnerProduct)
        {
            InnerProduct(weights);
            return;
        }

        TileGroup group = tile.Group;
        Biases(tile, weights);
        foreach (ProductBatch batch in _stream.Batches)
        {
            int row = _stream.RowLength(group, batch);
            Memory rows = weights.Plus(_stream.BatchOffset(group, batch));
            _output.Add(Describe(batch));
            // One vector after the other: the processor overlaps straight-line code by itself, and fewer accumulators are live at once.
            foreach (IGrouping<Value, (int Position, ProductTerm Term)> vector in batch.Vectors)
            {
                for (int k = 0; k < batch.Length; k++)
                {
                    ProductRow(tile, vector, rows.Plus(k * row), k, null);
                }
            }
        }

        JoinChains(tile);
    }

    private void LoopedProducts(Tile tile, string weights)
    {
        if (Pass.Products.Count == 0)
        {
            return;
        }

        if (_stream.IsInnerProduct)
        {
            InnerProduct(new Memory(weights, 0));
            return;
        }

        Biases(tile, new Memory(weights, 0));
        if (_stream.HasBias)
        {
            _output.Add(new Advance(weights, _stream.BiasLength(tile.Group)));
        }

        foreach (ProductBatch batch in _stream.Batches)
        {
            _output.Add(Describe(batch));
            BatchLoop(tile, batch, weights);
        }

        JoinChains(tile);
    }

    private void BatchLoop(Tile tile, ProductBatch batch, string weights)
    {
        int most = Math.Max(1, LoopBody / (batch.Terms.Count * tile.Vectors * _shape.Rows));
        int unrolled = (most + _stream.Chains - 1) / _stream.Chains * _stream.Chains;
        int looped = batch.Length < 2 * unrolled ? 0 : batch.Length / unrolled * unrolled;
        if (looped > 0)
        {
            _output.Add(new Loop("k", Text(looped), unrolled, Rows(tile, batch, weights, 0, unrolled, "k")));
        }

        if (looped < batch.Length)
        {
            _output.Add(new Scope(Rows(tile, batch, weights, looped, batch.Length - looped, null)));
        }
    }

    private IReadOnlyList<Statement> Rows(Tile tile, ProductBatch batch, string weights, int first, int count, string? index)
    {
        List<Statement> outer = _output;
        _output = [];
        int row = _stream.RowLength(tile.Group, batch);
        for (int k = 0; k < count; k++)
        {
            foreach (IGrouping<Value, (int Position, ProductTerm Term)> vector in batch.Vectors)
            {
                ProductRow(tile, vector, new Memory(weights, k * row), first + k, index);
            }
        }

        _output.Add(new Advance(weights, count * row));
        List<Statement> body = _output;
        _output = outer;
        return body;
    }

    private void Biases(Tile tile, Memory at)
    {
        for (int index = 0; index < Pass.Products.Count; index++)
        {
            Value product = Pass.Products[index];
            bool hasBias = _stream.Terms[index].Biases.Count > 0;
            foreach ((int vector, int row) in Vectors(tile))
            {
                Register accumulator = Hold(new Lane(product, VectorOf(tile, vector), row));
                Memory bias = at.Plus(((index * tile.Group.Vectors) + vector) * _shape.Lanes);
                _output.Add(new Assign(accumulator, hasBias ? new Load(bias, _shape.Lanes) : new Number(0f)));
                for (int chain = 1; chain < _stream.Chains; chain++)
                {
                    _output.Add(new Assign(Hold(new Lane(product, VectorOf(tile, vector), row, chain)), new Number(0f)));
                }
            }
        }
    }

    /// <summary>Adds the partial sums to the first of each accumulator.</summary>
    private void JoinChains(Tile tile)
    {
        for (int chain = 1; chain < _stream.Chains; chain++)
        {
            foreach (Value product in Pass.Products)
            {
                foreach ((int vector, int row) in Vectors(tile))
                {
                    var lane = new Lane(product, VectorOf(tile, vector), row);
                    Register sum = _registers.Peek(lane);
                    _output.Add(new Assign(sum, new Binary("+", sum, _registers.Use(lane with { Part = chain })!)));
                }
            }
        }
    }

    /// <summary>A row of weights times a vector, lane by lane, and the sum of the lanes.</summary>
    private void InnerProduct(Memory at)
    {
        Value product = Pass.Products[0];
        _output.Add(Describe(_stream.Batches[0]));
        for (int row = 0; row < _shape.Rows; row++)
        {
            List<Register> sums = InnerSums(at, row);
            for (int half = sums.Count / 2; half > 0; half /= 2)
            {
                _output.AddRange(Enumerable.Range(0, half).Select(i => new Assign(sums[i], new Binary("+", sums[i], sums[i + half]))));
            }

            _output.Add(new Assign(Hold(new Lane(product, 0, row)), new LaneSum(sums[0])));
        }
    }

    /// <summary>
    /// The products of an inner product, summed up in as many lanes as the model's widest vectors have, upon the bias in the first. Lanes beyond the
    /// vector's end are not read: what a NaN has left there must not come back.
    /// </summary>
    private List<Register> InnerSums(Memory at, int row)
    {
        Memory weights = at.Plus(_stream.BiasLength(_stream.Groups[0]));
        Value vector = _stream.Batches[0].Terms[0].Vector;
        Location source = _bindings.Source(vector);
        Memory first = source.At.Plus(row * _shape.RowStride(source.At.Pointer));
        int step = _stream.InnerLanes;
        int looped = vector.Length / step <= MostStraightInner ? 0 : vector.Length / step * step;
        List<Register> sums = Enumerable.Range(0, step / _shape.Lanes)
            .Select(i => new Register(Pass.Products[0].Name + "Lanes" + Text(i) + (_shape.Rows > 1 ? "_" + Text(row) : "")))
            .ToList();
        IEnumerable<Statement> Products(int offset, string? index) => sums.Select((sum, i) =>
        {
            int place = offset + (i * _shape.Lanes);
            int count = Math.Min(_shape.Lanes, vector.Length - place);
            Expression element = count > 0 ? new Load(first.Plus(place) with { Index = index }, count) : new Number(0f);
            return new Assign(sum, new MultiplyAdd(new Load(weights.Plus(place) with { Index = index }, _shape.Lanes), element, sum));
        });

        _output.AddRange(sums.Select((sum, i) => new Assign(sum, i == 0 && _stream.HasBias ? new Load(at, _shape.Lanes) : new Number(0f))));
        if (looped > 0)
        {
            _output.Add(new Loop("k", Text(looped), step, Products(0, "k").ToList()));
        }

        for (int offset = looped; offset < vector.Length; offset += step)
        {
            _output.AddRange(Products(offset, null));
        }

        return sums;
    }

    /// <summary>One element of a vector times its weights, added to the accumulators of its terms.</summary>
    private void ProductRow(Tile tile, IGrouping<Value, (int Position, ProductTerm Term)> vector, Memory weights, int k, string? index)
    {
        Memory element = _bindings.Source(vector.Key).At.Plus(k) with { Index = index };
        for (int row = 0; row < _shape.Rows; row++)
        {
            Memory at = element.Plus(row * _shape.RowStride(element.Pointer));
            _output.Add(new Assign(ElementRegister(vector.Key, row), new Broadcast(at)));
        }

        foreach ((int position, ProductTerm term) in vector)
        {
            for (int unit = tile.FirstVector; unit < tile.FirstVector + tile.Vectors; unit++)
            {
                Memory at = weights.Plus(((position * tile.Group.Vectors) + unit) * _shape.Lanes);
                var lane = new Lane(Pass.Products[term.Accumulator], VectorOf(tile, unit), 0, k % _stream.Chains);
                MultiplyAdds(lane, vector.Key, new Load(at, _shape.Lanes));
            }
        }
    }

    private void MultiplyAdds(Lane sum, Value multiplied, Expression weight)
    {
        if (_shape.Rows > 1)
        {
            var shared = new Register("weight");
            _output.Add(new Assign(shared, weight));
            weight = shared;
        }

        for (int row = 0; row < _shape.Rows; row++)
        {
            Register accumulator = _registers.Peek(sum with { Row = row });
            _output.Add(new Assign(accumulator, new MultiplyAdd(weight, ElementRegister(multiplied, row), accumulator)));
        }
    }

    /// <summary>The elementwise equations, each for all vectors before the next: neighbours then hide each other's latencies.</summary>
    private void Elementwise(Tile tile)
    {
        foreach (Value value in Pass.Products.Concat(Pass.Elementwise).Where(v => !_expressions.IsInPlace(v)))
        {
            foreach ((int vector, int row) in Vectors(tile))
            {
                Elementwise(value, new Lane(value, VectorOf(tile, vector), row));
            }
        }
    }

    private void Elementwise(Value value, Lane lane)
    {
        Expression result = value.IsProduct ? _registers.Peek(lane) : _expressions.Compute(value, lane);
        if (value.IsProduct && _plan.UsesOf(value) == 0)
        {
            _registers.Use(lane);
        }

        if (!value.IsProduct && (_plan.UsesOf(value) > 0 || value.Name.Length > 0))
        {
            Register register = Hold(lane);
            _output.Add(new Assign(register, result));
            result = register;
        }

        if (_bindings.Target(value) is { } target)
        {
            _output.Add(new Store(At(target, lane), CountAt(target, lane), result));
        }
    }

    private Expression Read(Value value, Lane lane)
    {
        if (_registers.Use(lane) is { } register)
        {
            return register;
        }

        Location source = _bindings.Source(value);
        var load = new Load(At(source, lane), CountAt(source, lane));
        if (_plan.UsesOf(value) == 1)
        {
            return load;
        }

        Register loaded = Hold(lane);
        _output.Add(new Assign(loaded, load));
        _registers.Use(lane);
        return loaded;
    }

    private Register Hold(Lane lane)
    {
        bool hasManyVectors = Pass.Length > _shape.Lanes;
        string vector = hasManyVectors ? Text(lane.Vector) : "";
        string row = _shape.Rows > 1 ? "_" + Text(lane.Row) : "";
        int uses = _plan.UsesOf(lane.Value);
        if (_carried.Contains(lane.Value))
        {
            uses++;
        }
        else if (lane.Value.IsProduct)
        {
            uses = Math.Max(uses, 1);
        }

        IEnumerable<string> names = RegisterNames.Of(lane.Value, _plan).Select(name => lane.Part == 0 ? name : name + "Part" + Text(lane.Part + 1));
        return _registers.Hold(lane, [.. names], vector + row, uses);
    }

    private Memory At(Location location, Lane lane) =>
        location.At.Plus((lane.Vector * _shape.Lanes) + (lane.Row * _shape.RowStride(location.At.Pointer))) with { Index = _unit };

    private int CountAt(Location location, Lane lane) =>
        location.IsPadded ? _shape.Lanes : Math.Min(_shape.Lanes, Pass.Length - (lane.Vector * _shape.Lanes));

    private int VectorOf(Tile tile, int vector) => (tile.FirstUnit / _shape.Lanes) + vector;

    private Register ElementRegister(Value vector, int row) =>
        new(vector.Name + "k" + (_shape.Rows > 1 ? "_" + Text(row) : ""));

    private IEnumerable<(int Vector, int Row)> Vectors(Tile tile) =>
        Enumerable.Range(tile.FirstVector, tile.Vectors).SelectMany(vector => Enumerable.Range(0, _shape.Rows).Select(row => (vector, row)));

    private Comment Describe(ProductBatch batch) =>
        new("+ " + string.Join(", ", batch.Terms.Select(t => $"{t.Matrix}{Transposed(t.Accumulator)} {t.Vector}")));

    private string Transposed(int accumulator) => Pass.Products[accumulator].Operator == Operator.TransposedProduct ? "^T" : "";

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Some vectors of a tile: those whose accumulators are in registers together.</summary>
    private sealed record Tile(TileGroup Group, int FirstUnit, int FirstVector, int Vectors);
}
