using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>The kernels of a model for one width of vectors.</summary>
/// <param name="Lanes">Lanes of a vector.</param>
/// <param name="Kernels">The kernels of each different layer.</param>
/// <param name="Head">The head, where it stands apart from the top layer; else null.</param>
internal sealed record WidthProgram(int Lanes, IReadOnlyList<KernelProgram> Kernels, HeadProgram? Head)
{
    /// <summary>Statements of all kernels.</summary>
    public int Statements => Kernels.Sum(k => k.Statements) + (Head?.Statements ?? 0);

    /// <summary>All methods.</summary>
    public IEnumerable<LaneMethod> Methods => Kernels.SelectMany(k => k.Methods.Append(k.InputAdjoints).Concat(k.InputAdjointsRows is { } rows ? [rows] : [])).Concat(Head?.Methods ?? []);
}

/// <summary>A model, lowered.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="KernelsOf">For each layer, the lowest first, its position among the different kernels.</param>
/// <param name="Widths">The kernels of each width of vectors, the widest first.</param>
internal sealed record ModelProgram(RnnSpec Spec, IReadOnlyList<int> KernelsOf, IReadOnlyList<WidthProgram> Widths);
