namespace Unrolled;

/// <summary>What a parameter does in its layer; decides how it is initialised.</summary>
public enum ParameterRole
{
    /// <summary>Multiplies the layer's input (torch.nn's weight_ih).</summary>
    InputWeight,

    /// <summary>Multiplies the previous state (weight_hh).</summary>
    RecurrentWeight,

    /// <summary>Added to the input's product (bias_ih).</summary>
    InputBias,

    /// <summary>Added to the state's product (bias_hh).</summary>
    RecurrentBias,

    /// <summary>Projects an LSTM's hidden state (weight_hr).</summary>
    ProjectionWeight,

    /// <summary>Shows the cell state to an LSTM's gates (weight_ch): a matrix, or the diagonals of several, one for each gate.</summary>
    PeepholeWeight,

    /// <summary>The dense head's matrix.</summary>
    HeadWeight,

    /// <summary>The dense head's bias.</summary>
    HeadBias,

    /// <summary>A state that every sequence begins with (h0, c0, y0).</summary>
    InitialState,
}
