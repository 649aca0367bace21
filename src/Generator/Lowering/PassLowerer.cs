using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the statements of one pass of a step: tile by tile the sums of products, then what is computed from them.</summary>
internal sealed class PassLowerer
{
    private readonly PassScope _scope;
    private readonly bool _isProjected;
    private readonly bool _alternates;
    private readonly ProductLowerer _products;
    private readonly ExpressionLowerer _expressions;
    private List<Statement> _output;
    private string? _unit;

    /// <summary>Prepares a pass.</summary>
    /// <param name="scope">What its lowering works with.</param>
    /// <param name="isProjected">Whether the products of the inputs are computed already and stand behind <see cref="KernelMemory.Projected"/>.</param>
    /// <param name="alternates">Whether every other step goes backwards through the tiles, as <see cref="TileOrder"/> says.</param>
    public PassLowerer(PassScope scope, bool isProjected = false, bool alternates = false)
    {
        _scope = scope;
        _isProjected = isProjected && InputProjection.Projects(scope.Stream);
        _alternates = alternates;
        _products = new ProductLowerer(scope);
        _expressions = new ExpressionLowerer(scope.Plan, scope.Pass, scope.Bindings, Read);
        _output = [];
    }

    private Pass Pass => _scope.Pass;

    private LoweringShape Shape => _scope.Shape;

    private bool HasProducts => Pass.Products.Count > 0;

    /// <summary>The products that are computed here.</summary>
    private IEnumerable<ProductBatch> Multiplied => _scope.Stream.BatchesOf(_isProjected);

    /// <summary>The statements of each tile (straight-line code), or of the whole pass (loops), one list each.</summary>
    public IEnumerable<IReadOnlyList<Statement>> Lower() => Shape.IsStraight ? StraightTiles() : [Loops()];

    private IEnumerable<IReadOnlyList<Statement>> StraightTiles()
    {
        foreach (TileGroup group in _scope.Stream.Groups)
        {
            for (int index = 0; index < group.Tiles; index++)
            {
                foreach (Tile tile in _scope.Parts(group, group.FirstUnit + (index * TileUnits(group))))
                {
                    _output = [.. _products.Straight(tile, index)];
                    Elementwise(tile);
                    yield return _output;
                }
            }
        }
    }

    private IReadOnlyList<Statement> Loops()
    {
        _output = [.. Multiplied.Select(batch => new Point(batch.Weights, new Memory(KernelMemory.Weights, _scope.Stream.OffsetOf(batch))))];

        foreach (TileGroup group in _scope.Stream.Groups)
        {
            List<Statement> outer = _output;
            _output = [];
            outer.AddRange(_alternates && group.Tiles > 1 ? BackAndForth(group) : Forth(group));
            _output = outer;
        }

        return [new Scope(_output)];
    }

    /// <summary>The tiles of a group, one after the other in memory.</summary>
    private IReadOnlyList<Statement> Forth(TileGroup group)
    {
        LoopedTile(group);
        if (_isProjected)
        {
            _output.Add(new Advance(KernelMemory.Projected, InputProjection.LengthOf(_scope.Stream, group)));
        }

        if (group.Tiles > 1)
        {
            return [new Loop(_scope.IsInParts(group) ? "tile" : "unit", Text(group.Tiles * TileUnits(group)), TileUnits(group), _output)];
        }

        return _scope.Stream.Groups.Count > 1 ? [new Scope(_output)] : _output;
    }

    /// <summary>The tiles of a group in the order that the number of the step says, and the pointers moved to the group behind it.</summary>
    private IReadOnlyList<Statement> BackAndForth(TileGroup group)
    {
        int units = TileUnits(group);
        int projections = _isProjected ? InputProjection.LengthOf(_scope.Stream, group) : 0;
        _unit = "unit";
        _output =
        [
            new Comment("every other step goes backwards: it begins with the weights that were read last"),
            new Alternate(_unit, "turn", (group.Tiles - 1) * units, KernelMemory.Step),
            .. Multiplied.SelectMany<ProductBatch, Statement>(batch =>
            [
                new Point(batch.TileWeights, new Memory(batch.Weights, 0)),
                new Seek(batch.TileWeights, _scope.Stream.TileLength(group, batch) / units, _unit),
            ]),
        ];
        List<Statement> past = [.. Multiplied.Select(batch => new Advance(batch.Weights, group.Tiles * _scope.Stream.TileLength(group, batch)))];
        if (_isProjected)
        {
            _output.AddRange([new Point(KernelMemory.TileProjection, new Memory(KernelMemory.Projected, 0)), new Seek(KernelMemory.TileProjection, projections / units, _unit)]);
            past.Add(new Advance(KernelMemory.Projected, group.Tiles * projections));
        }

        Looped(_scope.Parts(group, group.FirstUnit).First(), batch => batch.TileWeights, KernelMemory.TileProjection);
        var tiles = new Loop("turn", Text(group.Tiles * units), units, _output);
        bool isLast = ReferenceEquals(group, _scope.Stream.Groups[_scope.Stream.Groups.Count - 1]);
        return isLast ? [tiles] : [tiles, .. past];
    }

    /// <summary>A tile, in parts of the same number of vectors one after the other in a loop.</summary>
    private void LoopedTile(TileGroup group)
    {
        Tile part = _scope.Parts(group, group.FirstUnit).First();
        _unit = group.Tiles > 1 || _scope.IsInParts(group) ? "unit" : null;
        if (!_scope.IsInParts(group))
        {
            Looped(part, batch => batch.Weights);
            return;
        }

        List<Statement> whole = _output;
        int units = part.Vectors * Shape.Lanes;
        _output = [.. Multiplied.SelectMany<ProductBatch, Statement>(batch => [new Point(batch.TileWeights, new Memory(batch.Weights, 0)), new Advance(batch.Weights, units)])];
        Looped(part, batch => batch.TileWeights);
        whole.Add(new Loop("unit", Text(TileUnits(group)), units, _output, group.Tiles > 1 ? "tile" : null));
        whole.AddRange(Multiplied.Select(batch => new Advance(batch.Weights, _scope.Stream.TileLength(group, batch) - TileUnits(group))));
        _output = whole;
    }

    private void Looped(Tile tile, Func<ProductBatch, string> weights, string projected = KernelMemory.Projected)
    {
        if (HasProducts)
        {
            _output.AddRange(_isProjected ? _products.Recurrent(tile, weights, projected) : _products.Looped(tile, weights));
        }

        Elementwise(tile);
        _scope.Registers.Forget([]);
        _unit = null;
    }

    private void Elementwise(Tile tile)
    {
        foreach (Lane lane in InOrder(tile))
        {
            Elementwise(lane.Value, lane);
        }
    }

    /// <summary>
    /// The elementwise equations, each for all vectors before the next: neighbours then hide each other's latencies. A single sequence written out has more
    /// than the processor looks ahead: there the longest way to the end goes first, and among equals one vector after the other.
    /// </summary>
    private IEnumerable<Lane> InOrder(Tile tile)
    {
        IEnumerable<Lane> lanes = Pass.Products.Concat(Pass.Elementwise).Where(v => !_expressions.IsInPlace(v)).SelectMany(v => _scope.LanesOf(v, tile).Select(at => at.Lane));
        return Shape is { IsStraight: true, Rows: 1 } && tile.Vectors > 1
            ? lanes.OrderByDescending(lane => _scope.Plan.StepsBehind(lane.Value)).ThenBy(lane => lane.Vector)
            : lanes;
    }

    private void Elementwise(Value value, Lane lane)
    {
        Expression result = value.IsProduct ? _scope.Registers.Peek(lane) : _expressions.Compute(value, lane);
        if (value.IsProduct && _scope.Plan.UsesOf(value) == 0)
        {
            _scope.Registers.Use(lane);
        }

        if (!value.IsProduct && (_scope.Plan.UsesOf(value) > 0 || value.Name.Length > 0))
        {
            Register register = _scope.Hold(lane);
            _output.Add(new Assign(register, result));
            result = register;
        }

        if (_scope.Bindings.Target(value) is { } target)
        {
            _output.Add(new Store(At(target, lane), CountAt(target, lane), result));
        }
    }

    private Expression Read(Value value, Lane lane)
    {
        if (_scope.Registers.Use(lane) is { } register)
        {
            return register;
        }

        Location source = _scope.Bindings.Source(value);
        var load = new Load(At(source, lane), CountAt(source, lane));
        if (_scope.Plan.UsesOf(value) == 1)
        {
            return load;
        }

        Register loaded = _scope.Hold(lane);
        _output.Add(new Assign(loaded, load));
        _scope.Registers.Use(lane);
        return loaded;
    }

    private Memory At(Location location, Lane lane) =>
        location.At.Plus((lane.Vector * Shape.Lanes) + (lane.Row * Shape.RowStride(location.At.Pointer))) with { Index = _unit };

    private int CountAt(Location location, Lane lane) =>
        location.IsPadded ? Shape.Lanes : Math.Min(Shape.Lanes, Pass.Length - (lane.Vector * Shape.Lanes));

    private int TileUnits(TileGroup group) => group.Vectors * Shape.Lanes;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
