namespace Unrolled;

/// <summary>The recurrent cell: the equations of one time step. x is the input, h the hidden state, c the cell state.</summary>
public enum Cell
{
    /// <summary>Elman 1990: h' = act(W x + b_ih + U h + b_hh), act being <see cref="RnnAttribute.Activation"/> (torch.nn.RNN).</summary>
    Elman,

    /// <summary>
    /// Hochreiter and Schmidhuber 1997, with forget gate (torch.nn.LSTM, gate order i f g o). <see cref="RnnAttribute.Peepholes"/>,
    /// <see cref="RnnAttribute.CoupledGates"/> and <see cref="RnnAttribute.Projection"/> are its variants.
    /// </summary>
    Lstm,

    /// <summary>
    /// Cho et al. 2014 (torch.nn.GRU, gate order r z n); the reset gate acts after the recurrent product, or before it, as
    /// <see cref="RnnAttribute.ResetAfter"/> says.
    /// </summary>
    Gru,

    /// <summary>
    /// Zhou et al. 2016, the minimal gated unit (gate order f n): f = sigmoid(W x + U h + b), n = tanh(W x + U (f * h) + b),
    /// h' = (1 - f) * h + f * n.
    /// </summary>
    Mgu,

    /// <summary>
    /// Jordan 1986: the context is the output of the step before, h' = act(W x + b_ih + U y + b_hh), y' = act_out(V h' + d), act being
    /// <see cref="RnnAttribute.Activation"/> and act_out <see cref="RnnAttribute.OutputActivation"/>. Needs a head, <see cref="RnnAttribute.Output"/>,
    /// whose activation is elementwise.
    /// </summary>
    Jordan,
}
