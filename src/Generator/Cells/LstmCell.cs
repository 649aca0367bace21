using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>
/// Hochreiter and Schmidhuber, "Long short-term memory", 1997, with the forget gate of Gers et al. 2000; torch.nn.LSTM. Peepholes are those of
/// Gers and Schmidhuber, "Recurrent nets that time and count", 2000, coupled gates ONNX's, the projection that of Sak et al. 2014.
/// </summary>
internal sealed class LstmCell : ICell
{
    /// <inheritdoc/>
    public Cell Kind => Cell.Lstm;

    /// <summary>The gates that see the cell state, in the order of their rows in weight_ch.</summary>
    public static string PeepholeGates(RnnSpec spec) => spec.Peepholes switch
    {
        Peepholes.Diagonal => spec.CoupledGates ? "io" : "ifo",
        Peepholes.Full => "o",
        _ => "",
    };

    /// <inheritdoc/>
    public string Gates(RnnSpec spec) => spec.CoupledGates ? "igo" : "ifgo";

    /// <inheritdoc/>
    public void Step(CellScope s)
    {
        Value c = s.State("c");
        Value i = s.Let("i", s.Open(s.Peephole("i", c)));
        Value f = s.Let("f", s.Spec.CoupledGates ? 1f - i : s.Open(s.Peephole("f", c)));
        Value g = s.Let("g", s.Candidate(s.Gate("g")));
        Value? o = s.Spec.Peepholes == Peepholes.Diagonal ? null : s.Let("o", s.Open(s.Peephole("o", c)));
        Value next = s.Next("c", (f * c) + (i * g));
        o ??= s.Let("o", s.Open(s.Peephole("o", next)));
        s.Next("h", s.Project(o * s.Show(next)));
    }
}
