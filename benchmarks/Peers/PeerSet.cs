namespace Unrolled.Benchmarks.Peers;

/// <summary>The peers of this machine.</summary>
internal sealed class PeerSet : IDisposable
{
    private readonly List<IPeer> _present = [];
    private readonly List<(string Name, string Reason)> _absent = [];

    /// <summary>Starts every peer that this machine has.</summary>
    /// <param name="python">Python interpreters to try.</param>
    /// <param name="nodeFolders">Folders that may have node_modules/onnxruntime-node.</param>
    public PeerSet(IReadOnlyList<string> python, IReadOnlyList<string> nodeFolders)
    {
        Add("unrolled-256", UnrolledPeer.Narrow);
        Add("unrolled-512", UnrolledPeer.Wide);
        Add("plain-c-256", () => new PlainCPeer(256));
        Add("plain-c-512", () => new PlainCPeer(512));
        Add("onnxruntime", () => new OnnxRuntimePeer(nodeFolders));
        Add("pytorch", () => new TorchPeer(python));
    }

    /// <summary>Those that are there.</summary>
    public IReadOnlyList<IPeer> Present => _present;

    /// <summary>Those that are not, with the reason.</summary>
    public IReadOnlyList<(string Name, string Reason)> Absent => _absent;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPeer peer in _present)
            peer.Dispose();
    }

    private void Add(string name, Func<IPeer> start)
    {
        try
        {
            _present.Add(start());
        }
        catch (PeerAbsentException absent)
        {
            _absent.Add((name, absent.Message));
        }
    }
}
