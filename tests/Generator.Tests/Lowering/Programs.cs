using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests;

/// <summary>The kernels of a declaration, before they are printed.</summary>
internal static class Programs
{
    /// <summary>The kernels that the compiler chooses, one program for each width, the widest first.</summary>
    public static IReadOnlyList<KernelProgram> Of(RnnSpec spec) => Compiler.LowerLayer(spec, Widths.Of(spec), CodeBudget.AutoModelStatements);

    /// <summary>The kernels of one width.</summary>
    public static KernelProgram Of(RnnSpec spec, int lanes) => Of(spec).Single(p => p.Layout.Lanes == lanes);

    /// <summary>The memory of the kernels of each width, the widest first.</summary>
    public static IReadOnlyList<ModelLayout> LayoutsOf(RnnSpec spec)
    {
        ModelEquations equations = ModelEquations.Of(spec);
        return [.. Widths.Of(spec).Select(lanes => new ModelLayout(spec, equations, lanes))];
    }
}
