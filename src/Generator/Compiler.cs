using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Printing;

namespace Unrolled.Generator;

/// <summary>The compiler: a pure function from a declaration to a C# file. Nothing here or below knows Roslyn.</summary>
internal static class Compiler
{
    private const int WideLanes = 8;
    private const int PortableLanes = 4;

    /// <summary>Compiles one valid declaration.</summary>
    public static CompiledModel Compile(RnnSpec spec)
    {
        (ParameterCatalog parameters, KernelProgram wide, KernelProgram portable, PlanSummary plan) = Lower(spec);
        return new CompiledModel(spec.Host.FileName + ".g.cs", FilePrinter.Print(spec, parameters, wide, portable, plan), plan);
    }

    /// <summary>The schedule of one valid declaration, without its text.</summary>
    public static PlanSummary Plan(RnnSpec spec) => Lower(spec).Plan;

    private static (ParameterCatalog Parameters, KernelProgram Wide, KernelProgram Portable, PlanSummary Plan) Lower(RnnSpec spec)
    {
        ParameterCatalog parameters = ParameterCatalog.Of(spec);
        ModelEquations equations = ModelEquations.Of(spec);
        var wideLayout = new ModelLayout(spec, equations, WideLanes);
        var portableLayout = new ModelLayout(spec, equations, PortableLanes);
        (KernelProgram wide, KernelProgram portable) = Schedule.Candidates(spec, wideLayout, portableLayout)
            .Select(c => (Wide: new KernelProgram(wideLayout, parameters, c.Wide), Portable: new KernelProgram(portableLayout, parameters, c.Portable)))
            .First(p => spec.Unroll != Unroll.Auto || p.Wide.Statements + p.Portable.Statements <= CodeBudget.AutoModelStatements);
        return (parameters, wide, portable, PlanText.Summarize(spec, wide, portable));
    }
}
