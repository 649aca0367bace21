using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>The cells there are.</summary>
internal static class CellCatalog
{
    private static readonly IReadOnlyList<ICell> s_cells = [new ElmanCell(), new LstmCell(), new GruCell(), new MguCell(), new JordanCell()];

    /// <summary>The cell that a declaration names.</summary>
    public static ICell Find(Cell kind) => s_cells.Single(c => c.Kind == kind);

    /// <summary>The equations of one step of a declaration's recurrent layer.</summary>
    public static StepGraph Step(RnnSpec spec)
    {
        ICell cell = Find(spec.Cell);
        var scope = new CellScope(spec, cell.Gates(spec));
        cell.Step(scope);
        return scope.Close();
    }
}
