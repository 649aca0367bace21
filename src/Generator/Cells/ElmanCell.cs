namespace Unrolled.Generator.Cells;

/// <summary>Elman, "Finding structure in time", 1990; torch.nn.RNN.</summary>
internal sealed class ElmanCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Elman;

    /// <inheritdoc/>
    public string Gates(RnnSpec spec) => "h";

    /// <inheritdoc/>
    public void Step(CellScope s) => s.Next("h", s.Candidate(s.Gate("h")));
}
