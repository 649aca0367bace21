namespace Unrolled.Benchmarks.Problems;

/// <summary>One column of one table: what is computed, by which cell, over which shape, for how many sequences.</summary>
internal sealed record Case(Kind Kind, Cell Cell, Workload Workload, int Batch)
{
    /// <summary>Rows of weights per unit.</summary>
    public int Gates => Cell switch { Cell.Lstm => 4, Cell.Gru => 3, _ => 1 };

    /// <summary>The shape with its batch, such as M32; a stream's name has none.</summary>
    public string Name => Kind == Kind.Stream ? Workload.Name : $"{Workload.Name}{Batch}";

    /// <summary>The cell in lower case, as reports have it.</summary>
    public string CellName => Cell switch { Cell.Elman => "elman", Cell.Lstm => "lstm", Cell.Gru => "gru", _ => Cell.ToString() };

    /// <summary>The kind in lower case, as reports have it.</summary>
    public string KindName => Kind switch { Kind.Inference => "inference", Kind.Stream => "stream", _ => "training" };

    /// <summary>
    /// Floating-point operations of one call: two for each weight and use. Activations and elementwise products are not counted, so a
    /// share of the FMA peak is a lower bound. Training counts three times a prediction, the backward pass being two products for each
    /// of the forward pass's, as is customary.
    /// </summary>
    public double Operations
    {
        get
        {
            int steps = Kind == Kind.Stream ? 1 : Workload.Steps;
            double products = (double)steps * Gates * Workload.Hidden * (Workload.Input + Workload.Hidden);
            return (Kind == Kind.Training ? 3 : 1) * 2 * Batch * (products + Workload.Hidden);
        }
    }
}
