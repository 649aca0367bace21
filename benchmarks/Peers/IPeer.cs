using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>One implementation of recurrent networks, on one thread.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>The name in reports.</summary>
    public string Name { get; }

    /// <summary>Its version and whatever else tells it from others of that name.</summary>
    public string Version { get; }

    /// <summary>The widest vectors it uses; 0 where it chooses by itself.</summary>
    public int VectorBits { get; }

    /// <summary>Takes up a problem; null where the peer does not compute that kind.</summary>
    public IRun? Load(Problem problem);
}
