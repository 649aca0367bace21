using System;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Tests.Proofs;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>
/// Cells that no other library computes, or not with these options, against their formulas written out once more: plain loops over the parameters by
/// their names and rows, which share nothing with the equations' graph.
/// </summary>
public sealed class TextbookTests
{
    private const int Inputs = 2, Hidden = 3, Steps = 4;

    [Fact]
    public void A_Jordan_network_feeds_its_output_back()
    {
        var net = new Network(Plain with { Cell = Cell.Jordan, Output = 2, OutputActivation = Activation.Tanh, Returns = Returns.Sequence });
        double[] y = new double[2];

        net.Check(x =>
        {
            double[] h = Map(net.Gate(0, x, y), Math.Tanh);
            y = Map(Sum(net.Product("head.weight", 0, 2, h), net.Rows("head.bias", 0, 2)), Math.Tanh);
            return y;
        });
    }

    [Fact]
    public void A_full_peephole_shows_the_output_gate_the_old_cell_state()
    {
        var net = new Network(Plain with { Cell = Cell.Lstm, Peepholes = Peepholes.Full });
        double[] h = new double[Hidden], c = new double[Hidden];

        net.Check(x =>
        {
            double[] i = Map(net.Gate(0, x, h), Sigmoid), f = Map(net.Gate(1, x, h), Sigmoid), g = Map(net.Gate(2, x, h), Math.Tanh);
            double[] o = Map(Sum(net.Gate(3, x, h), net.Product("weight_ch_l0", 0, Hidden, c)), Sigmoid);
            c = Sum(Times(f, c), Times(i, g));
            return h = Times(o, Map(c, Math.Tanh));
        });
    }

    [Fact]
    public void Coupled_gates_with_diagonal_peepholes_clip_and_project()
    {
        var net = new Network(Plain with { Cell = Cell.Lstm, CoupledGates = true, Peepholes = Peepholes.Diagonal, Projection = 2, Clip = 0.4f });
        double[] h = new double[2], c = new double[Hidden];
        double Clip(double sum) => Math.Clamp(sum, -0.4f, 0.4f);

        net.Check(x =>
        {
            double[] i = Map(Sum(net.Gate(0, x, h), Times(net.Rows("weight_ch_l0", 0, Hidden), c)), sum => Sigmoid(Clip(sum)));
            double[] g = Map(net.Gate(1, x, h), sum => Math.Tanh(Clip(sum)));
            c = Sum(Times(Map(i, v => 1 - v), c), Times(i, g));
            double[] o = Map(Sum(net.Gate(2, x, h), Times(net.Rows("weight_ch_l0", Hidden, Hidden), c)), sum => Sigmoid(Clip(sum)));
            return h = net.Product("weight_hr_l0", 0, 2, Times(o, Map(c, Math.Tanh)));
        });
    }

    [Fact]
    public void A_minimal_gated_unit_forgets_and_resets_by_one_gate()
    {
        var net = new Network(Plain with { Cell = Cell.Mgu, GateActivation = Activation.HardSigmoid, Activation = Activation.Softsign });
        double[] h = new double[Hidden];

        net.Check(x =>
        {
            double[] f = Map(net.Gate(0, x, h), sum => Math.Clamp((0.2f * sum) + 0.5, 0, 1));
            double[] n = Map(net.Gate(1, x, Times(f, h)), sum => sum / (1 + Math.Abs(sum)));
            return h = Sum(Times(Map(f, v => 1 - v), h), Times(f, n));
        });
    }

    private static RnnSpec Plain =>
        Specs.Of(Inputs, Hidden, Steps, Specs.Cells[0], (0, Activation.Identity, Loss.MeanSquaredError), Returns.Sequence, bias: true, Unroll.Auto);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Map(double[] a, Func<double, double> f) => [.. a.Select(f)];

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static double[] Times(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x * y)];

    /// <summary>A network's parameters by name, and what its equations make of an input.</summary>
    private sealed class Network
    {
        private readonly ParameterCatalog _catalog;
        private readonly double[] _parameters;
        private readonly double[] _inputs;
        private readonly double[] _outputs;

        public Network(RnnSpec spec)
        {
            var random = new RandomNumbers(3);
            _catalog = ParameterCatalog.Of(spec);
            _parameters = [.. random.Uniform(_catalog.Length, 0.9).Select(v => (double)v)];
            _inputs = [.. random.Uniform(Steps * Inputs, 1.5).Select(v => (double)v)];
            _outputs = [.. new Interpreter(spec, _parameters).Predict(_inputs).Select(y => y.Value)];
        }

        /// <summary>Checks every step's output.</summary>
        public void Check(Func<double[], double[]> step)
        {
            double[] expected = [.. _inputs.Chunk(Inputs).SelectMany(step)];
            Assert.Equal(expected.Length, _outputs.Length);
            Assert.All(expected.Zip(_outputs), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }

        /// <summary>W x + b_ih + U v + b_hh of the gate whose rows are the n-th.</summary>
        public double[] Gate(int index, double[] x, double[] v)
        {
            int row = index * Hidden;
            double[] biases = Sum(Rows("bias_ih_l0", row, Hidden), Rows("bias_hh_l0", row, Hidden));
            return Sum(Sum(Product("weight_ih_l0", row, Hidden, x), Product("weight_hh_l0", row, Hidden, v)), biases);
        }

        /// <summary>Some rows of a matrix times a vector.</summary>
        public double[] Product(string name, int row, int rows, double[] v) =>
            [.. Enumerable.Range(row, rows).Select(r => Times(Rows(name, r * v.Length, v.Length), v).Sum())];

        /// <summary>Consecutive elements of a parameter.</summary>
        public double[] Rows(string name, int first, int count) =>
            _parameters[(_catalog.Tensors.Single(t => t.Name == name).Offset + first)..][..count];
    }
}
