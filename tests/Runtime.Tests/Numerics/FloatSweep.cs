using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Threading.Tasks;

namespace Unrolled.Runtime.Tests.Numerics;

/// <summary>
/// Runs a vector function over the floats, by their bits, and keeps the largest distance from a double-precision reference.
/// </summary>
internal static class FloatSweep
{
    public delegate Vector256<float> VectorFunction(Vector256<float> x);

    /// <summary>Distance of a result from the exact value; the sweep looks for the largest.</summary>
    public delegate double Distance(float result, double exact);

    public readonly record struct Worst(double Error, float At);

    private const long Floats = 1L << 32;
    private const long Chunk = 1L << 20;

    /// <summary>Coprime to every power of two: all mantissa patterns come up. One, all floats, when UNROLLED_LONG is 1.</summary>
    private static readonly int s_stride = Environment.GetEnvironmentVariable("UNROLLED_LONG") == "1" ? 1 : 997;

    /// <summary>Whether <c>Lanes.MultiplyAdd</c> rounds once here.</summary>
    public static bool FusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    public static Worst Run(VectorFunction function, Func<double, double> reference, Distance distance)
    {
        var worst = new Worst(0, 0);
        var gate = new object();
        Parallel.For(0, Floats / Chunk, chunk =>
        {
            Worst own = OfRange(function, reference, distance, chunk * Chunk, s_stride, (int)((Chunk + s_stride - 1) / s_stride));
            lock (gate)
                worst = own.Error > worst.Error ? own : worst;
        });
        return worst;
    }

    /// <summary>The floats around each of <paramref name="centres"/>, 1,000 on either side and of either sign.</summary>
    public static Worst Around(VectorFunction function, Func<double, double> reference, Distance distance, params float[] centres)
    {
        var worst = new Worst(0, 0);
        foreach (float centre in centres)
        {
            foreach (float signed in (ReadOnlySpan<float>)[centre, -centre])
            {
                long first = BitConverter.SingleToUInt32Bits(signed) - 1000L;
                Worst own = OfRange(function, reference, distance, first, 1, 2000);
                worst = own.Error > worst.Error ? own : worst;
            }
        }

        return worst;
    }

    /// <summary>In units of the last place of a float of the exact value's size; NaN is at distance 0 from NaN only.</summary>
    public static double Ulps(float result, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(result))
            return double.IsNaN(exact) && float.IsNaN(result) ? 0 : double.PositiveInfinity;
        int exponent = exact == 0 ? -149 : Math.Max(Math.ILogB(exact) - 23, -149);
        return Math.Abs(result - exact) / Math.ScaleB(1, exponent);
    }

    public static double Absolute(float result, double exact) =>
        float.IsNaN(result) && double.IsNaN(exact) ? 0
        : double.IsNaN(result - exact) ? double.PositiveInfinity
        : Math.Abs(result - exact);

    private static Worst OfRange(
        VectorFunction function, Func<double, double> reference, Distance distance, long firstBits, int stride, int count)
    {
        Span<float> inputs = stackalloc float[8];
        Span<float> results = stackalloc float[8];
        var worst = new Worst(0, 0);
        for (int done = 0; done < count; done += 8)
        {
            for (int lane = 0; lane < 8; lane++)
                inputs[lane] = BitConverter.UInt32BitsToSingle((uint)(firstBits + ((done + lane) * (long)stride)));
            function(Vector256.Create<float>(inputs)).CopyTo(results);
            for (int lane = 0; lane < 8; lane++)
            {
                double error = distance(results[lane], reference(inputs[lane]));
                worst = error > worst.Error ? new Worst(error, inputs[lane]) : worst;
            }
        }

        return worst;
    }
}
