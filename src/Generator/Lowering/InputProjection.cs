using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// The products of the inputs with their weights, W x + b, of several time steps ahead of the recurrence. A step alone reads every weight once; where these
/// do not fit the first cache, that is what it waits for. The inputs do not depend on the recurrence: several steps of them can share each weight that
/// is read, and the recurrent step is left with its own. No sum changes its order.
/// </summary>
internal sealed class InputProjection
{
    /// <summary>Inputs below which a projection saves a step no more than it costs.</summary>
    private const int LeastInputs = 8;

    /// <summary>Steps ahead at most: the weights of the inputs are read once for all of them, and their projections are not to crowd out the recurrent weights.</summary>
    private const int MostSteps = 32;

    private readonly ModelLayout _layout;

    private InputProjection(ModelLayout layout)
    {
        _layout = layout;
        Rows = Tiling.Rows(layout.Lanes);
        Steps = Math.Min(MostSteps, layout.Spec.Steps) / Rows * Rows;
        Stride = Streams(layout.LayerForward).Sum(LengthOf);
    }

    /// <summary>Steps whose products share each weight that is read.</summary>
    public int Rows { get; }

    /// <summary>Steps that are computed ahead.</summary>
    public int Steps { get; }

    /// <summary>Floats of one step.</summary>
    public int Stride { get; }

    /// <summary>Floats of all steps ahead.</summary>
    public int Length => Steps * Stride;

    /// <summary>The projection of a layer, or null where it does not pay: it pays for weights beyond the first cache, and many steps.</summary>
    public static InputProjection? Of(ModelLayout layout)
    {
        bool pays = layout.LayerForward.WeightLength > TileOrder.FirstCache && layout.Spec.Input >= LeastInputs && layout.Spec.Steps >= 2 * Tiling.Rows(layout.Lanes);
        return pays && !layout.Spec.VariableLength && Streams(layout.LayerForward).Any() ? new InputProjection(layout) : null;
    }

    /// <summary>Whether the sums of a pass begin with products of the inputs that can be computed ahead.</summary>
    public static bool Projects(WeightStream stream) =>
        !stream.IsInnerProduct && stream.Batches.Count > 0 && stream.Batches[0].Terms.All(t => t.Vector.Operator == Operator.Input);

    /// <summary>The method that computes them for some groups of <see cref="Rows"/> steps: tile by tile, whose weights then stay in the first cache.</summary>
    public LaneMethod Method(string name)
    {
        string[] pointers = [KernelMemory.Weights, KernelMemory.Input, KernelMemory.Projection];
        List<Statement> body = [];
        int place = 0;
        foreach (WeightStream stream in Streams(_layout.LayerForward))
        {
            body.Add(new Scope(
            [
                new Point(stream.Batches[0].Weights, new Memory(KernelMemory.Weights, stream.Offset)),
                new Point(KernelMemory.TileProjection, new Memory(KernelMemory.Projection, place)),
                .. stream.Groups.SelectMany(g => Tiles(stream, g)),
            ]));
            place += LengthOf(stream);
        }

        IEnumerable<string> terms = Streams(_layout.LayerForward).SelectMany(s => s.Batches[0].Terms).Select(t => $"{t.Matrix} x");
        string summary = $"The products of the inputs, with biases, of groups of {Text(Rows)} steps: {string.Join(", ", terms)}.";
        return new LaneMethod(name, [summary], pointers, KernelMemory.Groups, body);
    }

    /// <summary>Floats of one step's projections of a tile: as many as one row of its weights has, for each partial sum.</summary>
    public static int LengthOf(WeightStream stream, TileGroup group) => stream.Chains * stream.RowLength(group, stream.Batches[0]);

    private static IEnumerable<WeightStream> Streams(PlannedStep step) => step.Streams.Where(Projects);

    /// <summary>Floats of one step's projections of a pass.</summary>
    private static int LengthOf(WeightStream stream) => stream.Groups.Sum(g => g.Tiles * LengthOf(stream, g));

    private IEnumerable<Statement> Tiles(WeightStream stream, TileGroup group)
    {
        Value input = _layout.Equations.Layer.Input;
        ProductBatch inputs = stream.Batches[0];
        var bindings = new Bindings();
        bindings.Read(input, new Location(new Memory(KernelMemory.X, 0), IsPadded: false));
        var shape = new LoweringShape(_layout.Lanes, IsStraight: false, Rows, pointer => pointer == KernelMemory.Projected ? Stride : input.Length);
        var scope = new PassScope(shape, _layout.LayerForward.Plan, stream, bindings, new RegisterFile(), []);
        Tile part = scope.Parts(group, group.FirstUnit).First();
        string? unit = scope.IsInParts(group) ? "unit" : null;
        List<Statement> products =
        [
            new Point(inputs.TileWeights, new Memory(inputs.Weights, 0, unit)),
            .. new ProductLowerer(scope).Projection(part, inputs.TileWeights, new Memory(KernelMemory.Projected, 0, unit)),
        ];
        Statement steps = unit is null ? new Scope(products) : new Loop(unit, Text(group.Vectors * _layout.Lanes), part.Vectors * _layout.Lanes, products);
        List<Statement> tile =
        [
            new Point(KernelMemory.X, new Memory(KernelMemory.Input, 0)),
            new Point(KernelMemory.Projected, new Memory(KernelMemory.TileProjection, 0)),
            new Loop("t", KernelMemory.Groups, 1, [steps, new Advance(KernelMemory.X, Rows * input.Length), new Advance(KernelMemory.Projected, Rows * Stride)]),
            new Advance(inputs.Weights, stream.TileLength(group, inputs)),
            new Advance(KernelMemory.TileProjection, LengthOf(stream, group)),
        ];
        return group.Tiles > 1 ? [new Loop("tile", Text(group.Tiles), 1, tile)] : [new Scope(tile)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
