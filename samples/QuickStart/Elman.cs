using Unrolled;

namespace QuickStart;

/// <summary>Elman's network with two inputs, two hidden units and one output, tanh everywhere, over three steps.</summary>
[Rnn(
    Input = 2,
    Hidden = 2,
    Steps = 3,
    Cell = Cell.Elman,
    Output = 1,
    OutputActivation = Activation.Tanh,
    Returns = Returns.Sequence)]
internal sealed partial class Elman
{
    // As on paper: y = x W, a row for each input and a column for each unit; the hidden units h1 h2 come before the inputs x1 x2.
    private static readonly float[,] s_weights =
    {
        { 0.4359949f, 0.02592623f },
        { 0.54966248f, 0.43532239f },
        { 0.4203678f, 0.33033482f },
        { 0.20464863f, 0.61927097f },
    };

    /// <summary>The network of the worked example. There is one bias, so the recurrent one is zero.</summary>
    public static Elman WorkedExample()
    {
        var model = new Elman();
        model.Parameters["weight_ih_l0"].CopyFrom(Transpose(firstRow: HiddenSize, rows: InputSize));
        model.Parameters["weight_hh_l0"].CopyFrom(Transpose(firstRow: 0, rows: HiddenSize));
        model.Parameters["bias_ih_l0"].CopyFrom([0.29965467f, 0.26682728f]);
        model.Parameters["bias_hh_l0"].CopyFrom([0, 0]);
        model.Parameters["head.weight"].CopyFrom([0.5507979f, 0.70814782f]);
        model.Parameters["head.bias"].CopyFrom([0.2909047389129443f]);
        return model;
    }

    /// <summary>Some rows of the paper's matrix in torch's layout, [units, inputs].</summary>
    private static float[] Transpose(int firstRow, int rows)
    {
        var transposed = new float[HiddenSize * rows];
        for (int unit = 0; unit < HiddenSize; unit++)
        {
            for (int row = 0; row < rows; row++)
                transposed[(unit * rows) + row] = s_weights[firstRow + row, unit];
        }

        return transposed;
    }
}
