using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Models.Auto;

namespace Unrolled.Benchmarks.Kernels;

/// <summary>One step of one stream.</summary>
public class StepBenchmarks
{
    private readonly LstmSt16 _lstm = new();
    private readonly GruSt16 _gru = new();
    private readonly float[] _input = Noise.Of(LstmSt16.InputSize);
    private readonly float[] _output = new float[LstmSt16.OutputSize];
    private LstmSt16.State _lstmState;
    private GruSt16.State _gruState;

    [Benchmark]
    public void Lstm() => _lstm.Step(_input, ref _lstmState, _output);

    [Benchmark]
    public void Gru() => _gru.Step(_input, ref _gruState, _output);
}
