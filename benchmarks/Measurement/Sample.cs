namespace Unrolled.Benchmarks.Measurement;

/// <summary>Seconds per call, one number a slice.</summary>
internal sealed class Sample
{
    private readonly List<double> _slices = [];

    /// <summary>Number of slices.</summary>
    public int Count => _slices.Count;

    /// <summary>The fastest slice.</summary>
    public double Best => _slices.Min();

    /// <summary>
    /// The slice that one in ten is faster than: what the code does on an undisturbed processor, less at the mercy of one lucky moment
    /// than <see cref="Best"/>. All ratios and rates of the report are taken from it.
    /// </summary>
    public double Percentile10 => _slices.Order().ElementAt(_slices.Count / 10);

    /// <summary>Adds a slice.</summary>
    public void Add(double secondsPerCall) => _slices.Add(secondsPerCall);
}
