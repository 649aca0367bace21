using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Models.Auto;

namespace Unrolled.Benchmarks.Kernels;

/// <summary>The parts of a training step: back-propagation, and what each optimizer adds, packing of the changed weights included.</summary>
public class TrainingBenchmarks
{
    private const int Batch = 32;

    private readonly GruM _model = new();
    private readonly GruM.Gradients _gradients = new();
    private readonly float[] _inputs = Noise.Of(Batch * GruM.InputLength);
    private readonly float[] _targets = Noise.Of(Batch * GruM.OutputLength);
    private readonly Sgd _sgd = new() { LearningRate = 1e-6f };
    private readonly Adam _adam = new() { LearningRate = 1e-6f };

    [Benchmark]
    public float Backpropagate()
    {
        _gradients.Clear();
        return _model.Backpropagate(_inputs, _targets, _gradients);
    }

    [Benchmark]
    public void Sgd() => _sgd.Step(_model, _gradients);

    [Benchmark]
    public void Adam() => _adam.Step(_model, _gradients);
}
