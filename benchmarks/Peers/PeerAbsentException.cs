namespace Unrolled.Benchmarks.Peers;

/// <summary>A peer cannot run on this machine; the message says what is missing. The comparison goes on without it.</summary>
internal sealed class PeerAbsentException(string message) : Exception(message);
