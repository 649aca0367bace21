using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Tables of packed weights, carried out by the runtime's <see cref="PackedBlock"/>.</summary>
public sealed class PackTableTests
{
    public static TheoryData<int> Sizes => [.. Specs.Hidden];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_parts_of_the_streams_do_not_overlap_and_leave_no_gap(int hidden) => Assert.All(Layouts(hidden), layout =>
    {
        int next = 0;
        PlannedStep[] packed = [layout.LayerForward, layout.HeadForward, layout.LayerBackward, layout.HeadBackward];
        foreach (WeightStream stream in packed.SelectMany(p => p.Streams))
        {
            foreach (ProductBatch batch in stream.Batches)
            {
                Assert.Equal(next, stream.OffsetOf(batch));
                foreach (TileGroup group in stream.Groups)
                {
                    for (int tile = 0; tile < group.Tiles; tile++)
                    {
                        Assert.Equal(next, stream.TileOffset(group, tile, batch));
                        next += stream.TileLength(group, batch);
                    }
                }
            }
        }

        Assert.Equal(layout.PackedLength, next);
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_place_holds_one_weight_or_the_biases_of_one_sum(int hidden) => Assert.All(Layouts(hidden), layout =>
    {
        ParameterCatalog parameters = ParameterCatalog.Of(layout.Spec);
        (int Place, string Role)[] written = [.. from row in AllRows(layout, parameters) from place in PlacesOf(row) select (place.Packed, RoleAt(parameters, place.Parameter))];

        Assert.DoesNotContain(written.GroupBy(w => w.Place), place => place.Count() > 1 && !place.Select(w => w.Role).Order().SequenceEqual(["InputBias", "RecurrentBias"]));
        Assert.InRange(written.Min(w => w.Place), 0, layout.PackedLength - 1);
        Assert.InRange(written.Max(w => w.Place), 0, layout.PackedLength - 1);
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_reads_every_parameter_in_one_place_and_backward_every_recurrent_weight(int hidden) => Assert.All(Layouts(hidden), layout =>
    {
        ParameterCatalog parameters = ParameterCatalog.Of(layout.Spec);
        int[] forward = [.. PackTable.Forward(layout, parameters).SelectMany(PlacesOf).Select(p => p.Parameter).Order()];
        int[] backward = [.. PackTable.Backward(layout, parameters).SelectMany(PlacesOf).Select(p => p.Parameter).Order()];
        IEnumerable<int> matrices = parameters.Tensors
            .Where(t => t.Role is "RecurrentWeight" or "HeadWeight")
            .SelectMany(t => Enumerable.Range(t.Offset, t.Length));

        Assert.Equal(Enumerable.Range(0, parameters.Length), forward);
        Assert.Equal(matrices, backward);
    });

    /// <summary>Packing is a linear map and unpacking its transpose: sum(pack(p) q) = sum(p unpack(q)) for all p and q.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Unpacking_is_the_transpose_of_packing(int hidden) => Assert.All(Layouts(hidden), layout =>
    {
        ParameterCatalog parameters = ParameterCatalog.Of(layout.Spec);
        PackedBlock[] whole = [.. PackTable.Forward(layout, parameters).Select(row => Block(row, isHalved: false))];
        var random = new RandomNumbers(hidden);
        float[] p = random.Uniform(parameters.Length, 1);
        float[] q = random.Uniform(layout.ForwardLength, 1);

        double left = Pack(whole, p, layout.ForwardLength).Zip(q, (a, b) => (double)a * b).Sum();
        double right = p.Zip(Unpack(whole, q, p.Length), (a, b) => (double)a * b).Sum();

        Assert.Equal(left, right, 1e-5 * Math.Sqrt(p.Length));
    });

    [Fact]
    public void Gates_of_the_logistic_function_are_packed_at_half_their_size_and_nothing_else()
    {
        ModelLayout layout = Layouts(16).First(l => l.Spec is { Cell: Cell.Lstm, HasHead: true });
        PackRow[] rows = [.. AllRows(layout, ParameterCatalog.Of(layout.Spec))];
        string[] halved = [.. rows.Where(r => r.IsHalved).Select(r => r.Name[^1..]).Distinct().Order()];

        Assert.Equal(["f", "i", "o"], halved);
        Assert.DoesNotContain(PackTable.Backward(layout, ParameterCatalog.Of(layout.Spec)), r => r.IsHalved);
        PackRow gate = rows.First(r => r.IsHalved);
        float[] ones = [.. Enumerable.Repeat(1f, ParameterCatalog.Of(layout.Spec).Length)];
        Assert.Equal([0f, 0.5f], Pack([Block(gate, gate.IsHalved)], ones, layout.PackedLength).Distinct().Order());
    }

    private static IEnumerable<ModelLayout> Layouts(int hidden) =>
        from cell in Specs.Cells.DistinctBy(c => c.Cell)
        from head in new[] { Specs.Heads[0], Specs.Heads[3], Specs.Heads[7] }
        from layout in Programs.LayoutsOf(Specs.Of(3, hidden, 2, cell, head, Returns.Last, true, Unroll.Auto))
        select layout;

    private static IEnumerable<PackRow> AllRows(ModelLayout layout, ParameterCatalog parameters) =>
        PackTable.Forward(layout, parameters).Concat(PackTable.Backward(layout, parameters));

    /// <summary>Where a row takes each of its floats and where it puts it, by the words of the record's parameters.</summary>
    private static IEnumerable<(int Parameter, int Packed)> PlacesOf(PackRow row) =>
        from unit in Enumerable.Range(0, row.Units)
        from element in Enumerable.Range(0, row.Elements)
        let tile = unit / row.TileUnits
        select (
            row.Parameter + (unit * row.UnitStride) + (element * row.ElementStride),
            row.Packed + (tile * row.TileStride) + (element * row.RowStride) + (unit % row.TileUnits));

    private static string RoleAt(ParameterCatalog parameters, int index) => parameters.Tensors.Last(t => t.Offset <= index).Role;

    private static PackedBlock Block(PackRow row, bool isHalved) => new(
        row.Parameter, row.UnitStride, row.ElementStride, row.Units, row.Elements, row.Packed, row.TileUnits, row.TileStride, row.RowStride, isHalved);

    private static float[] Pack(PackedBlock[] blocks, float[] parameters, int length)
    {
        var packed = new float[length];
        PackedBlock.Pack(blocks, parameters, packed);
        return packed;
    }

    private static float[] Unpack(PackedBlock[] blocks, float[] packed, int length)
    {
        var parameters = new float[length];
        PackedBlock.Unpack(blocks, packed, parameters);
        return parameters;
    }
}
