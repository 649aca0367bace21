namespace Unrolled;

/// <summary>How the gates of an LSTM see its cell state.</summary>
public enum Peepholes
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>
    /// Gers and Schmidhuber 2000: i and f see the cell state before, o the next one, each unit its own: i + p_i * c, f + p_f * c, o + p_o * c'
    /// (ONNX's input P).
    /// </summary>
    Diagonal,

    /// <summary>The output gate alone sees the cell state before, through a full matrix: o + V_o c.</summary>
    Full,
}
