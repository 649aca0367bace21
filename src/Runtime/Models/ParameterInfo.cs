using System.Collections.Immutable;
using System.ComponentModel;

namespace Unrolled;

/// <summary>The static description of one parameter: a matrix, or a vector where it has no columns.</summary>
/// <param name="Name">Its name in torch.nn's manner, such as "weight_ih_l0".</param>
/// <param name="Role">What it does in its layer.</param>
/// <param name="Rows">Rows of the matrix, or elements of the vector.</param>
/// <param name="Columns">Columns of the matrix; 0 for a vector.</param>
/// <param name="Gates">
/// One letter for each block of rows that belongs to a gate, in order ("ifgo", "rzn", "ifo"); empty where there are no gates.
/// </param>
/// <param name="FanIn">The n of PyTorch's default bound 1 / sqrt(n): the hidden size in recurrent layers, the inputs of the head.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterInfo(string Name, ParameterRole Role, int Rows, int Columns, string Gates, int FanIn)
{
    /// <summary>Floats of the parameter.</summary>
    public int Length => IsVector ? Rows : checked(Rows * Columns);

    /// <summary>Whether the parameter is a vector.</summary>
    public bool IsVector => Columns == 0;

    /// <summary>[rows, columns], or [rows] of a vector.</summary>
    public ImmutableArray<int> Shape => IsVector ? [Rows] : [Rows, Columns];

    /// <summary>Blocks of rows with weights of their own: one per gate, one where there are no gates.</summary>
    public int BlockCount => Gates.Length == 0 ? 1 : Gates.Length;

    /// <summary>Name and shape, as errors print them: "weight_ih_l0 [28, 3]".</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
