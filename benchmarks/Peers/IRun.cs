namespace Unrolled.Benchmarks.Peers;

/// <summary>A problem that a peer has taken up.</summary>
internal interface IRun : IDisposable
{
    /// <summary>Computes the values of <see cref="Problems.Problem.Expected"/>, from the zero state and the problem's parameters.</summary>
    public float[] Compute();

    /// <summary>Makes calls one after the other, the measured loop being the peer's own.</summary>
    /// <returns>Processor time of the process that made them, in seconds.</returns>
    public double Repeat(int calls);
}
