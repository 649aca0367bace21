using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;
using Xunit;

namespace Unrolled.Runtime.Tests.Numerics;

public class LanesTests
{
    private const float Canary = -77;

    public static TheoryData<int> CountsTo4 => [.. Enumerable.Range(0, 5)];

    public static TheoryData<int> CountsTo8 => [.. Enumerable.Range(0, 9)];

    public static TheoryData<int> CountsTo16 => [.. Enumerable.Range(0, 17)];

    [Fact]
    public void MultiplyAdd_rounds_once_where_the_processor_can()
    {
        // (1 + e)^2 - 1 = 2 e + e^2, whose last term is lost when the product is rounded first.
        const float e = 1f / 4096;
        float expected = FloatSweep.FusedMultiplyAdd ? (2 * e) + (e * e) : ((1 + e) * (1 + e)) - 1;

        Vector512<float> factor = Vector512.Create(1 + e), addend = Vector512.Create(-1f), sum = Vector512.Create(expected);
        Assert.Equal(sum, Lanes.MultiplyAdd(factor, factor, addend));
        Assert.Equal(sum.GetLower(), Lanes.MultiplyAdd(factor.GetLower(), factor.GetLower(), addend.GetLower()));
        Assert.Equal(
            sum.GetLower().GetLower(),
            Lanes.MultiplyAdd(factor.GetLower().GetLower(), factor.GetLower().GetLower(), addend.GetLower().GetLower()));
    }

    [Fact]
    public void MultiplyAdd_works_lane_by_lane()
    {
        Vector512<float> a = Vector512.CreateSequence(1f, 1f);
        Vector512<float> b = Vector512.CreateSequence(3f, -0.5f), c = Vector512.CreateSequence(0.25f, 2f);
        Vector512<float> expected = (a * b) + c;

        Assert.Equal(expected, Lanes.MultiplyAdd(a, b, c));
        Assert.Equal(expected.GetUpper(), Lanes.MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
        Assert.Equal(
            expected.GetUpper().GetUpper(), Lanes.MultiplyAdd(a.GetUpper().GetUpper(), b.GetUpper().GetUpper(), c.GetUpper().GetUpper()));
    }

    [Fact]
    public void An_element_comes_to_all_lanes_from_the_register_or_from_memory()
    {
        Vector512<float> vector = Vector512.CreateSequence(1f, 1f);
        for (int lane = 0; lane < Vector512<float>.Count; lane++)
        {
            float memory = vector[lane];
            Assert.Equal(Vector512.Create(memory), Lanes.Element(vector, lane, ref memory));
            Assert.Equal(Vector256.Create(memory), Lanes.Element(lane < 8 ? vector.GetLower() : vector.GetUpper(), lane % 8, ref memory));
        }
    }

    [Theory]
    [MemberData(nameof(CountsTo4))]
    public void Partial_vectors_of_128_bits_stay_inside(int count) =>
        CheckPartial(count, 4, (ref float from, float[] lanes) => Lanes.LoadFirst128(ref from, count).CopyTo(lanes),
            (float[] lanes, ref float to) => Lanes.StoreFirst(Vector128.Create<float>(lanes), ref to, count));

    [Theory]
    [MemberData(nameof(CountsTo8))]
    public void Partial_vectors_of_256_bits_stay_inside(int count) =>
        CheckPartial(count, 8, (ref float from, float[] lanes) => Lanes.LoadFirst256(ref from, count).CopyTo(lanes),
            (float[] lanes, ref float to) => Lanes.StoreFirst(Vector256.Create<float>(lanes), ref to, count));

    [Theory]
    [MemberData(nameof(CountsTo16))]
    public void Partial_vectors_of_512_bits_stay_inside(int count) =>
        CheckPartial(count, 16, (ref float from, float[] lanes) => Lanes.LoadFirst512(ref from, count).CopyTo(lanes),
            (float[] lanes, ref float to) => Lanes.StoreFirst(Vector512.Create<float>(lanes), ref to, count));

    private delegate void Load(ref float from, float[] lanes);

    private delegate void Store(float[] lanes, ref float to);

    private static void CheckPartial(int count, int width, Load load, Store store)
    {
        using var page = new GuardedPage();
        Span<float> source = page.Last(count);
        for (int i = 0; i < count; i++)
            source[i] = i + 1;
        float[] expected = [.. Enumerable.Range(1, width).Select(i => i <= count ? i : 0f)];

        // Reading at the end of accessible memory: one float too many would fault.
        var lanes = new float[width];
        load(ref page.End(count), lanes);
        Assert.Equal(expected, lanes);

        // Writing there, and between canaries.
        source.Fill(Canary);
        store(expected, ref page.End(count));
        Assert.Equal(expected[..count], source.ToArray());

        var memory = Enumerable.Repeat(Canary, width + 2).ToArray();
        store(expected, ref memory[1]);
        Assert.Equal([Canary, .. expected[..count], .. Enumerable.Repeat(Canary, width + 1 - count)], memory);
    }
}
