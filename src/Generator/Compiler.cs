using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Printing;

namespace Unrolled.Generator;

/// <summary>The compiler: a pure function from a declaration to a C# file. Nothing here or below knows Roslyn.</summary>
internal static class Compiler
{
    /// <summary>Compiles one valid declaration.</summary>
    public static CompiledModel Compile(RnnSpec spec)
    {
        ParameterCatalog parameters = ParameterCatalog.Of(spec);
        IReadOnlyList<KernelProgram> programs = Lower(spec, parameters);
        PlanSummary plan = PlanText.Summarize(spec, programs);
        return new CompiledModel(spec.Host.FileName + ".g.cs", FilePrinter.Print(spec, parameters, programs, plan), plan);
    }

    /// <summary>The schedule of one valid declaration, without its text.</summary>
    public static PlanSummary Plan(RnnSpec spec) => PlanText.Summarize(spec, Lower(spec, ParameterCatalog.Of(spec)));

    /// <summary>The kernels of each width, the widest first.</summary>
    private static IReadOnlyList<KernelProgram> Lower(RnnSpec spec, ParameterCatalog parameters)
    {
        ModelEquations equations = ModelEquations.Of(spec);
        List<ModelLayout> layouts = Widths.Of(spec).Select(lanes => new ModelLayout(spec, equations, lanes)).ToList();
        IReadOnlyList<KernelProgram> chosen = Scheduler.Candidates(spec, layouts)
            .Select(schedules => layouts.Zip(schedules, (layout, schedule) => new KernelProgram(layout, parameters, schedule)).ToList())
            .First(programs => spec.Unroll != Unroll.Auto || programs.Sum(p => p.Statements) <= CodeBudget.AutoModelStatements);
        foreach (KernelProgram program in chosen)
        {
            foreach (LaneMethod method in program.Methods)
            {
                LaneVerifier.Verify(method, program.Layout.Lanes);
            }
        }

        return chosen;
    }
}
