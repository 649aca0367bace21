using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class ParameterListTests
{
    [Fact]
    public void Tensors_come_by_name_and_by_position_with_their_shapes()
    {
        ParameterList parameters = new TinyRnn().Parameters;

        Assert.Equal(
            ["weight_ih_l0 [3, 2]", "weight_hh_l0 [3, 3]", "bias_ih_l0 [3]", "bias_hh_l0 [3]", "head.weight [1, 3]", "head.bias [1]"],
            parameters.Select(p => p.ToString()));
        Assert.Equal(TinyRnn.Shape.ParameterCount, parameters.Length);
        Assert.Same(parameters[1], parameters["weight_hh_l0"]);
        Assert.Equal([3, 3], parameters["weight_hh_l0"].Shape);
        Assert.Equal(9, parameters["weight_hh_l0"].Length);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_names_there_are()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => new TinyRnn().Parameters["weight_ih"]);

        Assert.Contains("'weight_ih'", error.Message, StringComparison.Ordinal);
        Assert.Contains("weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, head.weight, head.bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_changed_changes_the_flat_view_the_packed_weights_and_the_prediction()
    {
        var model = new TinyRnn(1);
        float[] output = new float[1];
        model.Predict(new float[8], output);
        float before = output[0];

        float bias = model.Parameters["head.bias"].Values[0];
        model.Parameters["head.bias"].CopyFrom([bias + 1]);
        model.Predict(new float[8], output);

        Assert.Equal(bias + 1, model.Parameters.Values[^1]);
        Assert.Equal(before + 1, output[0], 1e-6f);
    }

    [Fact]
    public void Values_round_trip_flat_and_by_tensor()
    {
        ParameterList from = new TinyRnn(1).Parameters;
        ParameterList to = new TinyRnn(2).Parameters;
        float[] flat = new float[from.Length];
        from.CopyTo(flat);
        to.CopyFrom(flat);
        Assert.Equal(from.Values, to.Values);

        float[] tensor = new float[9];
        from["weight_hh_l0"].CopyTo(tensor);
        Assert.Equal(from.Values.Slice(6, 9), tensor);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    public void A_wrong_length_names_the_argument_both_lengths_and_the_shape_and_writes_nothing(int length)
    {
        ParameterList parameters = new TinyRnn(1).Parameters;
        float[] before = parameters.Values.ToArray();

        var error = Assert.Throws<ArgumentException>(() => parameters["weight_hh_l0"].CopyFrom(new float[length]));

        Assert.Equal("source", error.ParamName);
        Assert.Contains($"source has {length} floats; it must have 9, the shape being weight_hh_l0 [3, 3]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, parameters.Values);
        Assert.Throws<ArgumentException>("destination", () => parameters["weight_hh_l0"].CopyTo(new float[length]));
        Assert.Throws<ArgumentException>("source", () => parameters.CopyFrom(new float[length]));
        Assert.Throws<ArgumentException>("destination", () => parameters.CopyTo(new float[length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Packed_weights_are_aligned_to_64_bytes_and_stay_where_they_are(int length)
    {
        var layout = new ParameterLayout(new ParameterInfo("b", ParameterRole.InputBias, 4, 0, "", 4));
        var parameters = new ParameterList(layout, length, (_, packed) => packed.Fill(1), 0);
        nint address = AddressOf(ref parameters.Packed);

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(0, address % 64);
        Assert.Equal(address, AddressOf(ref parameters.Packed));
        Assert.DoesNotContain(0f, MemoryMarshal.CreateReadOnlySpan(ref parameters.Packed, length).ToArray());
    }

    [Fact]
    public void The_first_tensor_that_is_not_finite_is_found()
    {
        ParameterList parameters = new TinyRnn(1).Parameters;
        Assert.Null(parameters.FindNonFinite());

        parameters["bias_hh_l0"].CopyFrom([0, float.NaN, 0]);
        parameters["head.bias"].CopyFrom([float.PositiveInfinity]);

        Assert.Equal("bias_hh_l0", parameters.FindNonFinite()?.Name);
    }

    private static nint AddressOf(ref float value) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref value);
}
