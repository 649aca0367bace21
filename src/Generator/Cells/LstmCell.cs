using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>Hochreiter and Schmidhuber, "Long short-term memory", 1997, with the forget gate of Gers et al. 2000; torch.nn.LSTM.</summary>
internal sealed class LstmCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Lstm;

    /// <inheritdoc/>
    public string Gates => "ifgo";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value i = s.Let("i", s.Sigmoid(s.Gate("i")));
        Value f = s.Let("f", s.Sigmoid(s.Gate("f")));
        Value g = s.Let("g", s.Tanh(s.Gate("g")));
        Value o = s.Let("o", s.Sigmoid(s.Gate("o")));
        Value c = s.Next("c", (f * s.State("c")) + (i * g));
        s.Next("h", o * s.Let("tanhC", s.Tanh(c)));
    }
}
