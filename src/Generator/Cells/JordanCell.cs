using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>Jordan, "Attractor dynamics and parallelism in a connectionist sequential machine", 1986: the context is the output, so the head is in the step.</summary>
internal sealed class JordanCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Jordan;

    /// <inheritdoc/>
    public string Gates(RnnSpec spec) => "h";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value h = s.Let("h", s.Candidate(s.Gate("h", s.State("y"))));
        s.Next("y", s.Output(h));
    }
}
