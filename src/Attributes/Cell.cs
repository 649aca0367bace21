namespace Unrolled;

/// <summary>The recurrent cell: the equations of one time step. x is the input, h the hidden state, c the cell state.</summary>
public enum Cell
{
    /// <summary>Elman 1990: h' = act(W x + b_ih + U h + b_hh), act being <see cref="RnnAttribute.Activation"/> (torch.nn.RNN).</summary>
    Elman,

    /// <summary>Hochreiter and Schmidhuber 1997, with forget gate (torch.nn.LSTM, gate order i f g o).</summary>
    Lstm,

    /// <summary>Cho et al. 2014, reset gate applied after the recurrent product (torch.nn.GRU, gate order r z n).</summary>
    Gru,
}
