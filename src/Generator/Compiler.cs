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
        ModelProgram model = Lower(spec);
        PlanSummary plan = PlanText.Summarize(model);
        return new CompiledModel(spec.Host.FileName + ".g.cs", FilePrinter.Print(spec, parameters, model, plan), plan);
    }

    /// <summary>The schedule of one valid declaration, without its text.</summary>
    public static PlanSummary Plan(RnnSpec spec) => PlanText.Summarize(Lower(spec));

    /// <summary>The kernels of every layer, of layers that differ in their weights alone once.</summary>
    private static ModelProgram Lower(RnnSpec spec)
    {
        List<RnnSpec> layers = LayerSpec.Of(spec).Select(layer => layer.Spec).ToList();
        List<RnnSpec> different = layers.Distinct().ToList();
        IReadOnlyList<int> widths = Widths.Of(spec);
        List<IReadOnlyList<KernelProgram>> kernels = different
            .Select(layer => LowerLayer(layer, widths, CodeBudget.AutoModelStatements / different.Count))
            .ToList();
        bool hasHead = spec.HasHead && !LayerSpec.HoldsHead(spec);
        var model = new ModelProgram(spec, layers.Select(layer => different.IndexOf(layer)).ToList(), widths
            .Select((lanes, index) => new WidthProgram(lanes, kernels.Select(k => k[index]).ToList(), hasHead ? new HeadProgram(spec, lanes) : null))
            .ToList());
        foreach (WidthProgram width in model.Widths)
        {
            foreach (LaneMethod method in width.Methods)
            {
                LaneVerifier.Verify(method, width.Lanes);
            }
        }

        return model;
    }

    /// <summary>
    /// The kernels of a layer for each width, the widest first: the first candidates within a budget of statements. Where not even loops everywhere are, tiles of fewer accumulators are tried,
    /// which cells of several passes may need; if all is in vain, the last of these is taken.
    /// </summary>
    public static IReadOnlyList<KernelProgram> LowerLayer(RnnSpec layer, IReadOnlyList<int> widths, int budget)
    {
        ModelEquations equations = ModelEquations.Of(layer);
        ParameterCatalog parameters = ParameterCatalog.Of(layer);
        List<KernelProgram> programs = [];
        for (int accumulators = Tiling.MostAccumulators; accumulators > 1; accumulators /= 2)
        {
            List<ModelLayout> layouts = widths.Select(lanes => new ModelLayout(layer, equations, lanes, widths[0], accumulators)).ToList();
            foreach (IReadOnlyList<Schedule> schedules in Scheduler.Candidates(layer, layouts))
            {
                programs = layouts.Zip(schedules, (layout, schedule) => new KernelProgram(layout, parameters, schedule)).ToList();
                if (layer.Unroll != Unroll.Auto || programs.Sum(p => p.Statements) <= budget)
                {
                    return programs;
                }
            }
        }

        return programs;
    }
}
