using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Unrolled.Benchmarks.Peers;

/// <summary>The problem that PyTorch's process holds.</summary>
internal sealed class TorchRun(TorchPeer peer) : IRun
{
    /// <inheritdoc/>
    public float[] Compute()
    {
        string values = peer.Ask(new JsonObject { ["do"] = "compute" })["values"]!.GetValue<string>();
        return MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(values)).ToArray();
    }

    /// <inheritdoc/>
    public double Repeat(int calls) =>
        peer.Ask(new JsonObject { ["do"] = "repeat", ["calls"] = calls })["seconds"]!.GetValue<double>();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
