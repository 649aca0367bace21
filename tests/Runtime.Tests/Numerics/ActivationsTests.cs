using System;
using System.Linq;
using System.Runtime.Intrinsics;
using Unrolled.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Unrolled.Runtime.Tests.Numerics;

public class ActivationsTests(ITestOutputHelper output)
{
    // Zero, the subnormals' ends, 1, where an activation levels off, where exp leaves the normal floats and the floats, and the largest.
    private static readonly float[] s_special =
    [
        0f, float.Epsilon, 1.1754944e-38f, 3e-4f, 0.25f, 1f, 8.7f, 9.010913f, 16.6f, 87.33654f, 88.72284f, 103.97208f, 104f,
        float.MaxValue,
    ];

    [Fact]
    public void Tanh_is_within_4_ulp_of_the_exact_value() =>
        AssertWithin(4, x => Activations.Tanh(x), Math.Tanh, FloatSweep.Ulps);

    [Fact]
    public void Tanh_never_leaves_its_range() =>
        AssertWithin(1, x => Activations.Tanh(x), x => x, (result, x) => double.IsNaN(x) ? 0 : Math.Abs((double)result));

    [Fact]
    public void SigmoidOfHalf_is_within_its_absolute_bound() =>
        AssertWithin(1.2e-7, x => Activations.SigmoidOfHalf(x), half => Sigmoid(2 * half), FloatSweep.Absolute);

    [Fact]
    public void Sigmoid_is_within_4_ulp_of_the_exact_value() =>
        AssertWithin(4, x => Activations.Sigmoid(x), Sigmoid, FloatSweep.Ulps);

    [Fact]
    public void Relu_is_exact() =>
        AssertWithin(0, x => Activations.Relu(x), x => x < 0 ? 0 : x, FloatSweep.Ulps);

    [Fact]
    public void Elu_is_within_2_ulp_of_the_exact_value() =>
        AssertWithin(2, x => Activations.Elu(x), x => x > 0 ? x : ExpMinusOne(x), FloatSweep.Ulps);

    [Fact]
    public void Softplus_is_within_3_ulp_of_the_exact_value() =>
        AssertWithin(3, x => Activations.Softplus(x), x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), FloatSweep.Ulps);

    [Fact]
    public void Softsign_is_within_1_5_ulp_of_the_exact_value() =>
        AssertWithin(1.5, x => Activations.Softsign(x), x => double.IsInfinity(x) ? Math.Sign(x) : x / (1 + Math.Abs(x)), FloatSweep.Ulps);

    [Fact]
    public void Clip_is_exact() => AssertWithin(
        0, x => Activations.Clip(x, Vector256.Create(-0.5f), Vector256.Create(3f)), x => double.IsNaN(x) ? x : Math.Clamp(x, -0.5, 3), FloatSweep.Ulps);

    [Fact]
    public void Selections_take_what_their_condition_says()
    {
        var a = Vector128.Create(1f, 2, 3, 4);
        AssertBits([0f, 2f, 0f, 0f], Activations.WhereInside(a, Vector128.Create(-1f, 0, 1, float.NaN), -Vector128<float>.One, Vector128<float>.One));
        AssertBits([1f, -2f, -3f, -4f], Activations.Choose(Vector128.Create(0.5f, 0, -1, float.NaN), a, -a));
    }

    [Fact]
    public void Elu_and_softsign_keep_zeros_and_level_off_exactly()
    {
        AssertBits([0f, -0f, float.PositiveInfinity, -1f], Activations.Elu(Vector128.Create(0f, -0f, float.PositiveInfinity, float.NegativeInfinity)));
        AssertBits([0f, -0f, 1f, -1f], Activations.Softsign(Vector128.Create(0f, -0f, float.PositiveInfinity, float.NegativeInfinity)));
        AssertBits([float.PositiveInfinity, 0f, 0f, float.PositiveInfinity], Activations.Softplus(
            Vector128.Create(float.PositiveInfinity, float.NegativeInfinity, -120f, float.PositiveInfinity)));
    }

    [Fact]
    public void Tanh_keeps_zeros_and_saturates_to_exactly_one()
    {
        AssertBits([0f, -0f, 1f, -1f, 1f, -1f, 1f, -1f], Activations.Tanh(
            Vector256.Create(0f, -0f, 9.02f, -9.02f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity)));
        AssertBits([float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f], Activations.Tanh(
            Vector128.Create(float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f)));
    }

    [Fact]
    public void Sigmoids_are_exact_at_zero_and_at_the_ends()
    {
        var ends = Vector128.Create(0f, -0f, float.PositiveInfinity, float.NegativeInfinity);
        AssertBits([0.5f, 0.5f, 1f, 0f], Activations.Sigmoid(ends));
        AssertBits([0.5f, 0.5f, 1f, 0f], Activations.SigmoidOfHalf(ends));
    }

    [Fact]
    public void Relu_keeps_zeros_and_infinity() =>
        AssertBits([0f, -0f, float.PositiveInfinity, 0f], Activations.Relu(
            Vector128.Create(0f, -0f, float.PositiveInfinity, float.NegativeInfinity)));

    [Fact]
    public void NaN_in_one_lane_is_NaN_in_that_lane_alone()
    {
        var x = Vector128.Create(0.5f, float.NaN, -0.5f, 2f);
        foreach (var result in (Vector128<float>[])[
            Activations.Tanh(x), Activations.SigmoidOfHalf(x), Activations.Sigmoid(x), Activations.Relu(x), Activations.Elu(x),
            Activations.Softplus(x), Activations.Softsign(x), Activations.Clip(x, -Vector128<float>.One, Vector128<float>.One)])
            Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(lane => float.IsNaN(result[lane])));
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            var x = new float[16];
            for (int lane = 0; lane < 16; lane++)
                x[lane] = i % 2 == 0 ? BitConverter.Int32BitsToSingle(random.Next()) : (random.NextSingle() - 0.5f) * 40;
            AssertWidthsAgree(x, v => Activations.Tanh(v), v => Activations.Tanh(v), v => Activations.Tanh(v));
            AssertWidthsAgree(x, v => Activations.SigmoidOfHalf(v), v => Activations.SigmoidOfHalf(v), v => Activations.SigmoidOfHalf(v));
            AssertWidthsAgree(x, v => Activations.Sigmoid(v), v => Activations.Sigmoid(v), v => Activations.Sigmoid(v));
            AssertWidthsAgree(x, v => Activations.Relu(v), v => Activations.Relu(v), v => Activations.Relu(v));
            AssertWidthsAgree(x, v => Activations.Elu(v), v => Activations.Elu(v), v => Activations.Elu(v));
            AssertWidthsAgree(x, v => Activations.Softplus(v), v => Activations.Softplus(v), v => Activations.Softplus(v));
            AssertWidthsAgree(x, v => Activations.Softsign(v), v => Activations.Softsign(v), v => Activations.Softsign(v));
            AssertWidthsAgree(x, v => Activations.Clip(v, -v, v), v => Activations.Clip(v, -v, v), v => Activations.Clip(v, -v, v));
            AssertWidthsAgree(x, v => Activations.WhereInside(v, v, -v, v), v => Activations.WhereInside(v, v, -v, v), v => Activations.WhereInside(v, v, -v, v));
            AssertWidthsAgree(x, v => Activations.Choose(v, v, -v), v => Activations.Choose(v, v, -v), v => Activations.Choose(v, v, -v));
        }
    }

    [Fact]
    public void Bits_are_those_of_every_other_processor()
    {
        uint tanh = 2166136261, sigmoid = 2166136261;
        for (int i = -40000; i < 40000; i += 4)
        {
            var x = Vector128.Create(i + 0f, i + 1, i + 2, i + 3) * Vector128.Create(1f / 1024);
            tanh = Hash(tanh, Activations.Tanh(x));
            sigmoid = Hash(sigmoid, Activations.Sigmoid(x));
        }

        // Two sets: with a fused multiply-add, and without.
        Assert.Equal(FloatSweep.FusedMultiplyAdd ? (1507244613u, 1275189737u) : (1101784333u, 1786192291u), (tanh, sigmoid));
    }

    // FNV-1a over the lanes' bits.
    private static uint Hash(uint hash, Vector128<float> vector)
    {
        for (int lane = 0; lane < 4; lane++)
            hash = (hash ^ vector.AsUInt32()[lane]) * 16777619;
        return hash;
    }

    /// <summary>exp(x) - 1 by Kahan's correction of what rounding takes from exp(x).</summary>
    private static double ExpMinusOne(double x)
    {
        double exp = Math.Exp(x);
        return exp == 1 ? x : exp - 1 == -1 ? -1 : double.IsNaN(x) ? x : (exp - 1) * x / Math.Log(exp);
    }

    /// <summary>log(1 + x) by Kahan's correction of what rounding takes from 1 + x.</summary>
    private static double LogOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private void AssertWithin(
        double bound, FloatSweep.VectorFunction function, Func<double, double> reference, FloatSweep.Distance distance)
    {
        var everywhere = FloatSweep.Run(function, reference, distance);
        var around = FloatSweep.Around(function, reference, distance, s_special);
        output.WriteLine($"largest distance {everywhere}, around special points {around}");
        Assert.InRange(everywhere.Error, 0, bound);
        Assert.InRange(around.Error, 0, bound);
    }

    private static void AssertBits(float[] expected, Vector128<float> actual) =>
        Assert.Equal(
            Array.ConvertAll(expected, BitConverter.SingleToUInt32Bits),
            Enumerable.Range(0, 4).Select(lane => actual.AsUInt32()[lane]));

    private static void AssertBits(float[] expected, Vector256<float> actual)
    {
        AssertBits(expected[..4], actual.GetLower());
        AssertBits(expected[4..], actual.GetUpper());
    }

    private static void AssertWidthsAgree(
        float[] x,
        Func<Vector128<float>, Vector128<float>> narrow,
        Func<Vector256<float>, Vector256<float>> middle,
        Func<Vector512<float>, Vector512<float>> wide)
    {
        var halves = wide(Vector512.Create<float>(x));
        foreach (int half in (int[])[0, 8])
        {
            var result = middle(Vector256.Create<float>(x.AsSpan(half)));
            Assert.Equal((half == 0 ? halves.GetLower() : halves.GetUpper()).AsUInt32(), result.AsUInt32());
            Assert.Equal(narrow(Vector128.Create<float>(x.AsSpan(half))).AsUInt32(), result.GetLower().AsUInt32());
            Assert.Equal(narrow(Vector128.Create<float>(x.AsSpan(half + 4))).AsUInt32(), result.GetUpper().AsUInt32());
        }
    }
}
