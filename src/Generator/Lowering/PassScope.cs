using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>How the passes of a method are written.</summary>
/// <param name="Lanes">Lanes of a vector.</param>
/// <param name="IsStraight">Whether tiles and products are straight-line code; else loops.</param>
/// <param name="Rows">Sequences of the batch that are computed side by side.</param>
/// <param name="RowStride">Floats from one sequence to the next behind a pointer; 0 where all share it.</param>
internal sealed record LoweringShape(int Lanes, bool IsStraight, int Rows, Func<string, int> RowStride);

/// <summary>What the lowering of one pass works with.</summary>
/// <param name="Shape">How it is written.</param>
/// <param name="Plan">The plan of the step.</param>
/// <param name="Stream">The pass and its weights.</param>
/// <param name="Bindings">Where values stand in memory.</param>
/// <param name="Registers">The registers of the method.</param>
/// <param name="Carried">Values that stay in registers beyond the step.</param>
internal sealed record PassScope(
    LoweringShape Shape, StepPlan Plan, WeightStream Stream, Bindings Bindings, RegisterFile Registers, ICollection<Value> Carried)
{
    /// <summary>The pass.</summary>
    public Pass Pass => Stream.Pass;

    /// <summary>A register for a lane, named for what it holds.</summary>
    public Register Hold(Lane lane)
    {
        bool hasManyVectors = Pass.Length > Shape.Lanes;
        string vector = hasManyVectors ? Text(lane.Vector) : "";
        string row = Shape.Rows > 1 ? "_" + Text(lane.Row) : "";
        int uses = Plan.UsesOf(lane.Value);
        if (Carried.Contains(lane.Value))
        {
            uses++;
        }
        else if (lane.Value.IsProduct)
        {
            uses = Math.Max(uses, 1);
        }

        IEnumerable<string> names = RegisterNames.Of(lane.Value, Plan).Select(name => lane.Part == 0 ? name : name + "Part" + Text(lane.Part + 1));
        return Registers.Hold(lane, [.. names], vector + row, uses);
    }

    /// <summary>A tile in parts that keep their accumulators in registers: whole for one row, fewer vectors at a time for several, all parts alike.</summary>
    public IEnumerable<Tile> Parts(TileGroup group, int firstUnit)
    {
        int vectors = VectorsOfPart(group);
        for (int first = 0; first < group.Vectors; first += vectors)
        {
            yield return new Tile(group, firstUnit / Shape.Lanes, first, vectors);
        }
    }

    /// <summary>Whether a tile is cut into several parts.</summary>
    public bool IsInParts(TileGroup group) => VectorsOfPart(group) < group.Vectors;

    /// <summary>The vectors of a tile, each for all rows, and their numbers among those of the group.</summary>
    public IEnumerable<(int Vector, Lane Lane)> LanesOf(Value value, Tile tile) =>
        from vector in Enumerable.Range(tile.FirstVector, tile.Vectors)
        from row in Enumerable.Range(0, Shape.Rows)
        select (vector, new Lane(value, tile.VectorOf(vector), row));

    /// <summary>
    /// The partial sums that are computed side by side. Those of one sequence take turns where the registers do not hold them all; several sequences have narrower parts
    /// of tiles instead, for so many sums that wait for their turn are too many.
    /// </summary>
    public int ChainsOf(Tile tile)
    {
        int chains = Stream.Chains;
        while (Shape.Rows == 1 && chains > 1 && chains * Pass.Products.Count * tile.Vectors > Tiling.MostAccumulators)
        {
            chains /= 2;
        }

        return chains;
    }

    /// <summary>Whether the accumulators of a tile are more than the registers that one batch of products can have.</summary>
    public bool IsCrowded(Tile tile) => Shape.Rows == 1 && Pass.Products.Count * tile.Vectors > Tiling.MostRegisters;

    private int VectorsOfPart(TileGroup group)
    {
        int accumulators = Math.Max(1, Pass.Products.Count) * Stream.Chains * Shape.Rows;
        int most = Shape.Rows == 1 ? group.Vectors : Math.Max(1, Math.Min(group.Vectors, Tiling.RowAccumulators(Shape.Lanes) / accumulators));
        return Enumerable.Range(1, most).Last(vectors => group.Vectors % vectors == 0);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Some vectors of a tile: those whose accumulators are in registers together.</summary>
/// <param name="Group">The tiles among which it is.</param>
/// <param name="Start">The number of the tile's first vector among those of the pass.</param>
/// <param name="FirstVector">The first of the vectors within the tile.</param>
/// <param name="Vectors">How many.</param>
internal sealed record Tile(TileGroup Group, int Start, int FirstVector, int Vectors)
{
    /// <summary>The number of a vector of the tile among those of the pass.</summary>
    public int VectorOf(int vector) => Start + vector;
}
