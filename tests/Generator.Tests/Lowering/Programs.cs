using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests;

/// <summary>The kernels of a declaration, before they are printed.</summary>
internal static class Programs
{
    /// <summary>The kernels that the compiler chooses.</summary>
    public static (KernelProgram Wide, KernelProgram Portable) Of(RnnSpec spec)
    {
        ParameterCatalog parameters = ParameterCatalog.Of(spec);
        (ModelLayout wide, ModelLayout portable) = Layouts(spec);
        return Schedule.Candidates(spec, wide, portable)
            .Select(c => (Wide: new KernelProgram(wide, parameters, c.Wide), Portable: new KernelProgram(portable, parameters, c.Portable)))
            .First(p => spec.Unroll != Unroll.Auto || p.Wide.Statements + p.Portable.Statements <= CodeBudget.AutoModelStatements);
    }

    /// <summary>The memory of the kernels with 8 lanes and with 4.</summary>
    public static (ModelLayout Wide, ModelLayout Portable) Layouts(RnnSpec spec)
    {
        ModelEquations equations = ModelEquations.Of(spec);
        return (new ModelLayout(spec, equations, 8), new ModelLayout(spec, equations, 4));
    }
}
