using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class InitializationTests
{
    private const int Inputs = 3, Hidden = 16;

    private static readonly ParameterLayout s_lstm = new(
        new ParameterInfo("weight_ih_l0", ParameterRole.InputWeight, 4 * Hidden, Inputs, "ifgo", Hidden),
        new ParameterInfo("weight_hh_l0", ParameterRole.RecurrentWeight, 4 * Hidden, Hidden, "ifgo", Hidden),
        new ParameterInfo("bias_ih_l0", ParameterRole.InputBias, 4 * Hidden, 0, "ifgo", Hidden),
        new ParameterInfo("bias_hh_l0", ParameterRole.RecurrentBias, 4 * Hidden, 0, "ifgo", Hidden),
        new ParameterInfo("head.weight", ParameterRole.HeadWeight, 2, Hidden, "", Hidden),
        new ParameterInfo("head.bias", ParameterRole.HeadBias, 2, 0, "", Hidden));

    private static ParameterList Draw(Initialization scheme, ulong seed = 5)
    {
        var parameters = new ParameterList(s_lstm, 0, (_, _) => { }, seed);
        parameters.Initialize(scheme, seed);
        return parameters;
    }

    [Fact]
    public void PyTorchs_default_is_uniform_below_the_inverse_root_of_the_hidden_size()
    {
        ParameterList parameters = Draw(Initialization.PyTorch);

        Assert.Equal(parameters.Values, new ParameterList(s_lstm, 0, (_, _) => { }, 5).Values);
        foreach (Parameter tensor in parameters)
            Assert.InRange(tensor.Values.ToArray().Max(MathF.Abs), 0, 0.25f);
        float[] weights = parameters["weight_hh_l0"].Values.ToArray();
        Assert.InRange(weights.Max(), 0.24f, 0.25f);
        Assert.InRange(weights.Min(), -0.25f, -0.24f);
        Assert.InRange(weights.Average(), -0.02f, 0.02f);
        Assert.InRange(weights.Average(w => w * w), 0.9f * 0.0625f / 3, 1.1f * 0.0625f / 3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_others()
    {
        Assert.Equal(Draw(Initialization.Keras, 1).Values, Draw(Initialization.Keras, 1).Values);
        Assert.NotEqual(Draw(Initialization.PyTorch, 1).Values.ToArray(), Draw(Initialization.PyTorch, 2).Values.ToArray());
    }

    [Fact]
    public void Bits_never_change_from_version_to_version() =>
        Assert.Equal([0x3D4F62FA, 0x3DFDB87E, 0xBE4B40F7, 0xBD2AD358], Bits(Draw(Initialization.PyTorch, 0).Values[..4]));

    [Theory]
    [InlineData(WeightScheme.FanInUniform, 0.25f)]
    [InlineData(WeightScheme.XavierUniform, 0.4330127f)]
    public void Diagonal_peepholes_are_drawn_as_the_elements_of_square_matrices(WeightScheme scheme, float bound)
    {
        float[] peepholes = DrawPeepholes(scheme);

        Assert.InRange(peepholes.Max(MathF.Abs), 0.9f * bound, bound);
        Assert.True(peepholes.Min() < 0 && peepholes.Max() > 0);
    }

    [Fact]
    public void Orthogonal_diagonals_hold_signs() =>
        Assert.Equal([-1f, 1f], DrawPeepholes(WeightScheme.Orthogonal).Distinct().Order());

    [Theory]
    [InlineData("igo")]
    [InlineData("fn")]
    public void A_cell_without_an_LSTMs_forget_gate_gets_no_unit_bias(string gates)
    {
        var layout = new ParameterLayout(new ParameterInfo("bias_ih_l0", ParameterRole.InputBias, gates.Length * Hidden, 0, gates, Hidden));
        var parameters = new ParameterList(layout, 0, (_, _) => { }, 1);

        parameters.Initialize(Initialization.Keras, 1);

        Assert.All(parameters.Values.ToArray(), bias => Assert.Equal(0, bias));
    }

    private static float[] DrawPeepholes(WeightScheme scheme)
    {
        var layout = new ParameterLayout(new ParameterInfo("weight_ch_l0", ParameterRole.PeepholeWeight, 3 * Hidden, 0, "ifo", Hidden));
        var parameters = new ParameterList(layout, 0, (_, _) => { }, 5);
        parameters.Initialize(new Initialization { InputWeights = scheme }, 5);
        return parameters.Values.ToArray();
    }

    [Fact]
    public void Xavier_is_bounded_by_the_sizes_of_a_gates_block()
    {
        float[] weights = Draw(new Initialization { InputWeights = WeightScheme.XavierUniform })["weight_ih_l0"].Values.ToArray();
        float bound = MathF.Sqrt(6f / (Hidden + Inputs));
        Assert.InRange(weights.Max(MathF.Abs), 0.95f * bound, bound);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 3)]
    [InlineData(3, 7)]
    [InlineData(1, 1)]
    public void Orthogonal_matrices_are_orthonormal_along_their_shorter_side(int rows, int columns)
    {
        float[] matrix = new float[rows * columns];
        OrthogonalMatrix.Fill(matrix, rows, columns, new Xoshiro256(9));

        float At(int vector, int k) => rows <= columns ? matrix[(vector * columns) + k] : matrix[(k * columns) + vector];
        for (int a = 0; a < Math.Min(rows, columns); a++)
        {
            for (int b = 0; b <= a; b++)
                Assert.Equal(a == b ? 1 : 0, Enumerable.Range(0, Math.Max(rows, columns)).Sum(k => (double)At(a, k) * At(b, k)), 1e-6);
        }
    }

    [Fact]
    public void Recurrent_weights_are_orthogonal_in_each_gates_block_and_the_blocks_differ()
    {
        float[] weights = Draw(Initialization.Keras)["weight_hh_l0"].Values.ToArray();
        for (int row = 0; row < 4 * Hidden; row++)
        {
            for (int other = row / Hidden * Hidden; other <= row; other++)
            {
                double product = Enumerable.Range(0, Hidden).Sum(k => (double)weights[(row * Hidden) + k] * weights[(other * Hidden) + k]);
                Assert.Equal(row == other ? 1 : 0, product, 1e-6);
            }
        }

        Assert.NotEqual(weights[..(Hidden * Hidden)], weights[(Hidden * Hidden)..(2 * Hidden * Hidden)]);
    }

    [Fact]
    public void The_unit_forget_bias_is_added_to_one_of_the_two_biases()
    {
        ParameterList keras = Draw(Initialization.Keras);
        float[] expected = new float[4 * Hidden];
        expected.AsSpan(Hidden, Hidden).Fill(1);
        Assert.Equal(expected, keras["bias_ih_l0"].Values);
        Assert.Equal(new float[4 * Hidden], keras["bias_hh_l0"].Values);
        Assert.Equal(new float[2], keras["head.bias"].Values);

        ParameterList plain = Draw(Initialization.PyTorch);
        ParameterList shifted = Draw(Initialization.PyTorch with { UnitForgetBias = true });
        float[] difference = [.. shifted["bias_ih_l0"].Values.ToArray().Zip(plain["bias_ih_l0"].Values.ToArray(), (a, b) => a - b)];
        for (int i = 0; i < difference.Length; i++)
            Assert.Equal(expected[i], difference[i], 1e-6f);
    }

    [Fact]
    public void Zeros_are_zeros()
    {
        ParameterList parameters = Draw(new Initialization
        {
            InputWeights = WeightScheme.Zeros,
            RecurrentWeights = WeightScheme.Zeros,
            HeadWeights = WeightScheme.Zeros,
            Biases = BiasScheme.Zeros,
        });
        Assert.Equal(new float[s_lstm.Length], parameters.Values);
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToUInt32Bits)];
}
