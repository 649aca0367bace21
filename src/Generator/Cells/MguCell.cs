using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>Zhou et al., "Minimal gated unit for recurrent neural networks", 2016: one gate forgets and resets.</summary>
internal sealed class MguCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Mgu;

    /// <inheritdoc/>
    public string Gates(RnnSpec spec) => "fn";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value f = s.Let("f", s.Open(s.Gate("f")));
        Value n = s.Let("n", s.Candidate(s.Gate("n", s.Let("fh", f * s.H))));
        s.Next("h", ((1f - f) * s.H) + (f * n));
    }
}
