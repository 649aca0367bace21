using Unrolled.Benchmarks.Peers;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>What one peer took for one case.</summary>
/// <param name="Case">What was computed.</param>
/// <param name="Peer">By whom.</param>
/// <param name="Sample">Seconds per call.</param>
/// <param name="MaxError">Largest distance of its values from the double-precision ones.</param>
internal sealed record Timing(Case Case, IPeer Peer, Sample Sample, double MaxError)
{
    /// <summary>Billions of operations per second, at <see cref="Sample.Percentile10"/>.</summary>
    public double Gflops => Case.Operations / Sample.Percentile10 * 1e-9;
}
