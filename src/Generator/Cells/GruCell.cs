using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>
/// Cho et al. 2014, with the reset gate before the recurrent product as in the paper, or after it as in torch.nn.GRU (Keras: reset_after).
/// </summary>
internal sealed class GruCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Gru;

    /// <inheritdoc/>
    public string Gates(RnnSpec spec) => "rzn";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value r = s.Let("r", s.Open(s.Gate("r")));
        Value z = s.Let("z", s.Open(s.Gate("z")));
        Value sum = s.Spec.ResetAfter ? s.InputPart("n") + (r * s.RecurrentPart("n")) : s.Gate("n", s.Let("rh", r * s.H));
        Value n = s.Let("n", s.Candidate(sum));
        s.Next("h", ((1f - z) * n) + (z * s.H));
    }
}
