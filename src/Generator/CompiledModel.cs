namespace Unrolled.Generator;

/// <summary>What the compiler made of one declaration.</summary>
/// <param name="FileName">The hint name of the generated file, ending in ".g.cs".</param>
/// <param name="Source">The generated file.</param>
/// <param name="Plan">The schedule that was chosen.</param>
internal sealed record CompiledModel(string FileName, string Source, PlanSummary Plan);

/// <summary>The schedule of a model, in the words of its diagnostics.</summary>
/// <param name="Unroll">How far the Vector256 kernels of a sequence are unrolled at least; never Auto.</param>
/// <param name="StepProducts">Multiply-adds on vectors in one step, or in its adjoint if that has more.</param>
/// <param name="Methods">Methods over which a fully unrolled sequence is split, the larger of forward and backward; 1 where it was not split.</param>
/// <param name="Statements">Statements of all generated kernels.</param>
/// <param name="Description">One sentence for people: "whole sequence unrolled (412 statements)".</param>
internal sealed record PlanSummary(Unroll Unroll, int StepProducts, int Methods, int Statements, string Description);
