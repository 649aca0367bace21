using BenchmarkDotNet.Attributes;
using Unrolled.Benchmarks.Models.Auto;

namespace Unrolled.Benchmarks.Kernels;

/// <summary>Prediction of whole sequences, one and many.</summary>
public class PredictBenchmarks
{
    private IRnnModel _model = null!;
    private float[] _inputs = [];
    private float[] _outputs = [];

    /// <summary>The model's class.</summary>
    [Params(nameof(ElmanS), nameof(LstmS), nameof(GruS), nameof(LstmM), nameof(LstmL), nameof(LstmXl))]
    public string Model { get; set; } = "";

    /// <summary>Sequences a call.</summary>
    [Params(1, 32)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _model = Model switch
        {
            nameof(ElmanS) => new ElmanS(),
            nameof(LstmS) => new LstmS(),
            nameof(GruS) => new GruS(),
            nameof(LstmM) => new LstmM(),
            nameof(LstmL) => new LstmL(),
            _ => new LstmXl(),
        };
        _inputs = Noise.Of(Batch * _model.InputLength);
        _outputs = new float[Batch * _model.OutputLength];
    }

    [Benchmark]
    public void Predict() => _model.Predict(_inputs, _outputs);
}
