using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>
/// The most that fused multiply-adds give on this processor at one vector width: twelve independent chains in registers, more than the
/// latency of four cycles times two units needs.
/// </summary>
internal sealed class FmaPeak
{
    private const int Chains = 12;
    private const int Iterations = 20_000; // a few dozen microseconds a call

    private readonly Sample _sample = new();

    private FmaPeak(int vectorBits) => VectorBits = vectorBits;

    /// <summary>Width of the vectors.</summary>
    public int VectorBits { get; }

    /// <summary>Billions of floating-point operations per second, at <see cref="Sample.Percentile10"/>.</summary>
    public double Gflops => Rate(_sample.Percentile10);

    /// <summary>The same in the fastest slice.</summary>
    public double BestGflops => Rate(_sample.Best);

    /// <summary>The peaks of the widths that this processor has; empty without FMA.</summary>
    public static IReadOnlyList<FmaPeak> OfThisProcessor() =>
        (Fma.IsSupported, Avx512F.IsSupported) switch
        {
            (true, true) => [new(256), new(512)],
            (true, false) => [new(256)],
            _ => [],
        };

    /// <summary>Measures one slice of about a millisecond.</summary>
    public void Measure()
    {
        const int Calls = 20;
        Repeat(1);
        double start = ProcessClock.Now();
        Repeat(Calls);
        _sample.Add((ProcessClock.Now() - start) / Calls);
    }

    private double Rate(double seconds) => 2.0 * Chains * Iterations * (VectorBits / 32) / seconds * 1e-9;

    private void Repeat(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            if (VectorBits == 512)
                Run512();
            else
                Run256();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Run256()
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < Iterations; n++)
        {
            a = Fma.MultiplyAdd(a, x, y);
            b = Fma.MultiplyAdd(b, x, y);
            c = Fma.MultiplyAdd(c, x, y);
            d = Fma.MultiplyAdd(d, x, y);
            e = Fma.MultiplyAdd(e, x, y);
            f = Fma.MultiplyAdd(f, x, y);
            g = Fma.MultiplyAdd(g, x, y);
            h = Fma.MultiplyAdd(h, x, y);
            i = Fma.MultiplyAdd(i, x, y);
            j = Fma.MultiplyAdd(j, x, y);
            k = Fma.MultiplyAdd(k, x, y);
            l = Fma.MultiplyAdd(l, x, y);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Run512()
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int n = 0; n < Iterations; n++)
        {
            a = Avx512F.FusedMultiplyAdd(a, x, y);
            b = Avx512F.FusedMultiplyAdd(b, x, y);
            c = Avx512F.FusedMultiplyAdd(c, x, y);
            d = Avx512F.FusedMultiplyAdd(d, x, y);
            e = Avx512F.FusedMultiplyAdd(e, x, y);
            f = Avx512F.FusedMultiplyAdd(f, x, y);
            g = Avx512F.FusedMultiplyAdd(g, x, y);
            h = Avx512F.FusedMultiplyAdd(h, x, y);
            i = Avx512F.FusedMultiplyAdd(i, x, y);
            j = Avx512F.FusedMultiplyAdd(j, x, y);
            k = Avx512F.FusedMultiplyAdd(k, x, y);
            l = Avx512F.FusedMultiplyAdd(l, x, y);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
