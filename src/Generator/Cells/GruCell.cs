using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>Cho et al. 2014 in the form of torch.nn.GRU: the reset gate acts after the recurrent product (Keras: reset_after).</summary>
internal sealed class GruCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Gru;

    /// <inheritdoc/>
    public string Gates => "rzn";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value r = s.Let("r", s.Sigmoid(s.Gate("r")));
        Value z = s.Let("z", s.Sigmoid(s.Gate("z")));
        Value n = s.Let("n", s.Tanh(s.InputPart("n") + (r * s.RecurrentPart("n"))));
        s.Next("h", ((1f - z) * n) + (z * s.H));
    }
}
