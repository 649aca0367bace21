using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using Unrolled.Numerics;

namespace Unrolled.Benchmarks.Kernels;

/// <summary>Activations over an array that fits the first-level cache: their throughput, in vectors of 256 bits.</summary>
public class ActivationBenchmarks
{
    private const int Length = 1024;

    private readonly float[] _source = Noise.Of(Length);
    private readonly float[] _result = new float[Length];

    private Span<Vector256<float>> Source => MemoryMarshal.Cast<float, Vector256<float>>(_source.AsSpan());

    private Span<Vector256<float>> Result => MemoryMarshal.Cast<float, Vector256<float>>(_result.AsSpan());

    [Benchmark]
    public void Tanh()
    {
        Span<Vector256<float>> source = Source, result = Result;
        for (int i = 0; i < source.Length; i++)
            result[i] = Activations.Tanh(source[i]);
    }

    [Benchmark]
    public void SigmoidOfHalf()
    {
        Span<Vector256<float>> source = Source, result = Result;
        for (int i = 0; i < source.Length; i++)
            result[i] = Activations.SigmoidOfHalf(source[i]);
    }
}
