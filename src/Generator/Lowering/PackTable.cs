using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>One block of a parameter and its place in the packed weights; see the runtime's PackedBlock.</summary>
/// <param name="Name">The block's name in the equations.</param>
/// <param name="Parameter">First float among all parameters.</param>
/// <param name="UnitStride">Floats from a unit to the next in the parameter.</param>
/// <param name="ElementStride">Floats from an element of the source vector to the next in the parameter.</param>
/// <param name="Units">Units.</param>
/// <param name="Elements">Elements of the source vector; 1 for a bias.</param>
/// <param name="Packed">First float in the packed weights.</param>
/// <param name="TileUnits">Units of a tile, padding included.</param>
/// <param name="TileStride">Floats from a tile to the next in the packed weights.</param>
/// <param name="RowStride">Floats from an element's row to the next in the packed weights.</param>
/// <param name="IsHalved">Whether the packed weights are half the parameter.</param>
internal sealed record PackRow(
    string Name, int Parameter, int UnitStride, int ElementStride, int Units, int Elements, int Packed, int TileUnits, int TileStride, int RowStride, bool IsHalved);

/// <summary>How the kernels' weights are made from the parameters.</summary>
internal static class PackTable
{
    /// <summary>The blocks that forward reads; gradients are unpacked by the same rows.</summary>
    public static IReadOnlyList<PackRow> Forward(ModelLayout layout, ParameterCatalog parameters) =>
        [.. Diagonals(layout, parameters), .. Rows(layout.LayerForward, layout.Lanes, parameters), .. Rows(layout.HeadForward, layout.Lanes, parameters)];

    /// <summary>The blocks that backward reads.</summary>
    public static IReadOnlyList<PackRow> Backward(ModelLayout layout, ParameterCatalog parameters) =>
        [.. Rows(layout.LayerBackward, layout.Lanes, parameters), .. Rows(layout.HeadBackward, layout.Lanes, parameters)];

    private static IEnumerable<PackRow> Diagonals(ModelLayout layout, ParameterCatalog parameters) =>
        from diagonal in layout.LayerForward.Diagonals
        let units = diagonal.Key.Length
        let padded = Tiling.Padded(units, layout.Lanes)
        select new PackRow(diagonal.Key.Name, parameters.OffsetOf(diagonal.Key.Block!), 1, 0, units, 1, diagonal.Value, padded, padded, 0, IsHalved: false);

    /// <summary>The blocks that one step reads.</summary>
    public static IReadOnlyList<PackRow> Of(PlannedStep step, int lanes, ParameterCatalog parameters) => [.. Rows(step, lanes, parameters)];

    private static IEnumerable<PackRow> Rows(PlannedStep step, int lanes, ParameterCatalog parameters) =>
        from stream in step.Streams
        from tiles in stream.Groups
        from row in Rows(step.Plan, stream, tiles, lanes, parameters)
        select row;

    private static IEnumerable<PackRow> Rows(StepPlan plan, WeightStream stream, TileGroup tiles, int lanes, ParameterCatalog parameters)
    {
        int tileUnits = tiles.Vectors * lanes;
        int units = Math.Min(stream.Pass.Length - tiles.FirstUnit, tiles.Tiles * tileUnits);
        PackRow Row(ProductBatch batch, Value block, int accumulator, int unitStride, int elementStride, int elements, int place, int rowStride) => new(
            block.Name,
            parameters.OffsetOf(block.Block!) + (tiles.FirstUnit * unitStride),
            unitStride,
            elementStride,
            units,
            elements,
            stream.TileOffset(tiles, 0, batch) + place,
            tileUnits,
            stream.TileLength(tiles, batch),
            rowStride,
            plan.IsHalved(stream.Pass.Products[accumulator]));

        foreach (ProductBatch batch in stream.Batches)
        {
            for (int position = 0; position < batch.Begun.Count; position++)
            {
                foreach (Value bias in stream.Terms[batch.Begun[position]].Biases)
                {
                    yield return Row(batch, bias, batch.Begun[position], 1, 0, 1, position * tileUnits, 0);
                }
            }

            int rows = stream.BiasLength(tiles, batch);
            if (stream.IsInnerProduct)
            {
                Value matrix = batch.Terms[0].Matrix;
                yield return Row(batch, matrix, 0, 1, matrix.Block!.Columns, 1, rows, 0) with
                {
                    Units = matrix.Block.Columns,
                    TileUnits = stream.InnerLength,
                };
                yield break;
            }

            for (int position = 0; position < batch.Terms.Count; position++)
            {
                ProductTerm term = batch.Terms[position];
                int columns = term.Matrix.Block!.Columns;
                bool isTransposed = stream.Pass.Products[term.Accumulator].Operator == Operator.TransposedProduct;
                yield return Row(
                    batch,
                    term.Matrix,
                    term.Accumulator,
                    isTransposed ? 1 : columns,
                    isTransposed ? columns : 1,
                    batch.Length,
                    rows + (position * tileUnits),
                    stream.RowLength(tiles, batch));
            }
        }
    }
}
