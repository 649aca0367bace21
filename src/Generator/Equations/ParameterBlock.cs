namespace Unrolled.Generator.Equations;

/// <summary>Consecutive rows of a named parameter, the rows of one gate for instance.</summary>
/// <param name="Parameter">The parameter's name ("weight_ih_l0").</param>
/// <param name="FirstRow">The block's first row within the parameter.</param>
/// <param name="Rows">Rows of the block.</param>
/// <param name="Columns">Columns of the matrix; 0 for a vector.</param>
internal sealed record ParameterBlock(string Parameter, int FirstRow, int Rows, int Columns)
{
    /// <summary>Whether the block is a matrix, not a vector.</summary>
    public bool IsMatrix => Columns > 0;
}
