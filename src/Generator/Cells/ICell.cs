namespace Unrolled.Generator.Cells;

/// <summary>A recurrent cell: its gates and the equations of one step. Everything else is derived.</summary>
internal interface ICell
{
    /// <summary>The member of the enum that selects the cell.</summary>
    Cell Kind { get; }

    /// <summary>The gates that have weights, one letter each, in the order in which their rows stand in the parameters.</summary>
    string Gates(RnnSpec spec);

    /// <summary>Writes the equations of one step; each state must get its next value.</summary>
    void Step(CellScope s);
}
