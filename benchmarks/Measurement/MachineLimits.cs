using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>
/// What this processor forbids: how long a case takes at least, from its counts of multiply-adds, activations and bytes of weights, each at the best
/// rate that a loop of nothing else reaches here.
/// </summary>
internal sealed class MachineLimits
{
    private const int Repetitions = 20;

    /// <summary>Bytes up to which weights may stay in a first cache, whose rate a loop of loads alone does not reach.</summary>
    private const int FirstCache = 48 * 1024;

    /// <summary>Multiplications and multiply-adds of <see cref="Numerics.Activations.Tanh(Vector256{float})"/>, which want the same units as those of the products.</summary>
    private const int MultiplicationsOfTanh = 10;

    private readonly Dictionary<int, double> _readSeconds = [];
    private readonly int _lanes;

    private MachineLimits(FmaPeak peak)
    {
        VectorBits = peak.VectorBits;
        _lanes = peak.VectorBits / 32;
        MultiplyAdd = 2 * _lanes / (peak.BestGflops * 1e9);
        TanhLatency = Best(Repetitions, 50_000, TanhChain);
        MultiplyAddLatency = Best(Repetitions, 50_000, MultiplyAddChain);
        MemoryLatency = Best(Repetitions, 50_000, MemoryChain);
    }

    /// <summary>Width of the vectors.</summary>
    public int VectorBits { get; }

    /// <summary>Seconds of one multiply-add of such a vector, many under way at once.</summary>
    public double MultiplyAdd { get; }

    /// <summary>Seconds from an activation's argument to its result.</summary>
    public double TanhLatency { get; }

    /// <summary>Seconds from a multiply-add's addend to its result.</summary>
    public double MultiplyAddLatency { get; }

    /// <summary>Seconds from a vector's store to one of its elements in all lanes, which is how a hidden state comes to the next step.</summary>
    public double MemoryLatency { get; }

    /// <summary>The limits of this processor at a width whose peak has been measured.</summary>
    public static MachineLimits Beside(FmaPeak peak) => new(peak);

    /// <summary>The least time of a prediction or a stream's step, in seconds, and what forbids less.</summary>
    public (double Seconds, string Reason) Of(Case @case)
    {
        (_, int steps, int input, int hidden) = @case.Workload;
        bool isStream = @case.Kind == Kind.Stream;
        steps = isStream ? 1 : steps;
        double perVector = @case.Batch * steps / (double)_lanes;
        double products = perVector * @case.Gates * hidden * (input + hidden) * MultiplyAdd;
        double activations = perVector * hidden * Activations(@case.Cell) * MultiplicationsOfTanh * MultiplyAdd;
        List<(double Seconds, string Reason)> bounds = [(products + activations, "multiply-adds, the activations' among them")];
        if (@case.Batch == 1)
        {
            // Those of the inputs can be shared by the steps of a sequence; a stream has one step at a time.
            int weights = @case.Gates * hidden * (hidden + (isStream ? input : 0)) * sizeof(float);
            if (weights > FirstCache)
                bounds.Add((steps * ReadSeconds(weights), $"reading {weights / 1024.0:F0} KB of {(isStream ? "" : "recurrent ")}weights a step"));
            bounds.Add((ChainSeconds(@case, steps), "the way from hidden state to hidden state"));
        }

        return bounds.MaxBy(bound => bound.Seconds);
    }

    /// <summary>
    /// The chain of a sequence: the recurrent products wait for the hidden state, but those of the first step, whose state is zero; a stream's state comes
    /// from memory each time.
    /// </summary>
    private double ChainSeconds(Case @case, int steps)
    {
        int hidden = @case.Workload.Hidden;
        bool isStream = @case.Kind == Kind.Stream;
        double products = @case.Gates * hidden * hidden / (double)_lanes * MultiplyAdd;
        double elementwise = (ActivationsInTurn(@case.Cell) * TanhLatency) + (ElementwiseInTurn(@case.Cell) * MultiplyAddLatency);
        return isStream ? MemoryLatency + products + elementwise : (steps * elementwise) + ((steps - 1) * products);
    }

    private static int Activations(Cell cell) => cell switch { Cell.Lstm => 5, Cell.Gru => 3, _ => 1 };

    private static int ActivationsInTurn(Cell cell) => cell == Cell.Elman ? 1 : 2;

    /// <summary>Multiplications and multiply-adds beside the activations: of an LSTM sigmoid, i g, + f c, o tanh(c'); of a GRU sigmoid, + r u, + z (h - n).</summary>
    private static int ElementwiseInTurn(Cell cell) => cell switch { Cell.Lstm => 4, Cell.Gru => 3, _ => 0 };

    private double ReadSeconds(int bytes)
    {
        if (!_readSeconds.TryGetValue(bytes, out double seconds))
        {
            using var memory = new NativeArray(bytes / sizeof(float));
            seconds = Best(Repetitions, Math.Max(2, 40_000_000 / bytes), calls => Read(memory.Span, calls));
            if (VectorBits == 512)
                seconds = Math.Min(seconds, Best(Repetitions, Math.Max(2, 40_000_000 / bytes), calls => ReadWide(memory.Span, calls)));
            _readSeconds.Add(bytes, seconds);
        }

        return seconds;
    }

    private static double Best(int repetitions, int calls, Func<int, float> run)
    {
        double best = double.PositiveInfinity;
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            double start = ProcessClock.Now();
            float result = run(calls);
            double seconds = (ProcessClock.Now() - start) / calls;
            if (!float.IsNaN(result))
                best = Math.Min(best, seconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float TanhChain(int calls)
    {
        Vector256<float> x = Vector256.Create(0.3f);
        for (int n = 0; n < calls; n++)
            x = Numerics.Activations.Tanh(x);
        return x.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MultiplyAddChain(int calls)
    {
        Vector256<float> x = Vector256.Create(0.3f), y = Vector256.Create(0.999f), sum = x;
        for (int n = 0; n < calls; n++)
            sum = Vector256.FusedMultiplyAdd(x, y, sum);
        return sum.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MemoryChain(int calls)
    {
        float[] memory = [1, 2, 3, 4, 5, 6, 7, 8];
        ref float first = ref MemoryMarshal.GetArrayDataReference(memory);
        for (int n = 0; n < calls; n++)
            Vector256.StoreUnsafe(Vector256.Create(Unsafe.Add(ref first, 3)), ref first);
        return first;
    }

    /// <summary>Reads whole lines back and forth, so that what was read last is still in the first cache: no order reads less from the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read(Span<float> memory, int calls)
    {
        ref float first = ref MemoryMarshal.GetReference(memory);
        Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int call = 0; call < calls; call++)
        {
            for (nuint read = 0; read < (nuint)memory.Length; read += 64)
            {
                nuint n = call % 2 == 0 ? read : (nuint)memory.Length - 64 - read;
                a = Vector256.MaxNative(a, Vector256.LoadUnsafe(ref first, n));
                b = Vector256.MaxNative(b, Vector256.LoadUnsafe(ref first, n + 8));
                c = Vector256.MaxNative(c, Vector256.LoadUnsafe(ref first, n + 16));
                d = Vector256.MaxNative(d, Vector256.LoadUnsafe(ref first, n + 24));
                e = Vector256.MaxNative(e, Vector256.LoadUnsafe(ref first, n + 32));
                f = Vector256.MaxNative(f, Vector256.LoadUnsafe(ref first, n + 40));
                g = Vector256.MaxNative(g, Vector256.LoadUnsafe(ref first, n + 48));
                h = Vector256.MaxNative(h, Vector256.LoadUnsafe(ref first, n + 56));
            }
        }

        return (a + b + c + d + e + f + g + h).ToScalar();
    }

    /// <summary>The same with vectors of 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float ReadWide(Span<float> memory, int calls)
    {
        ref float first = ref MemoryMarshal.GetReference(memory);
        Vector512<float> a = default, b = default, c = default, d = default;
        for (int call = 0; call < calls; call++)
        {
            for (nuint read = 0; read < (nuint)memory.Length; read += 64)
            {
                nuint n = call % 2 == 0 ? read : (nuint)memory.Length - 64 - read;
                a = Vector512.MaxNative(a, Vector512.LoadUnsafe(ref first, n));
                b = Vector512.MaxNative(b, Vector512.LoadUnsafe(ref first, n + 16));
                c = Vector512.MaxNative(c, Vector512.LoadUnsafe(ref first, n + 32));
                d = Vector512.MaxNative(d, Vector512.LoadUnsafe(ref first, n + 48));
            }
        }

        return (a + b + c + d).ToScalar();
    }
}
