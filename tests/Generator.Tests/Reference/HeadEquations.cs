using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>The head of a declaration: its prediction, and its adjoint up to what the loss reads.</summary>
internal sealed record HeadEquations(StepGraph Prediction, StepAdjoint Adjoint)
{
    /// <summary>The head, which reads what the layers make together.</summary>
    public static HeadEquations Of(RnnSpec spec)
    {
        RnnSpec alone = spec with { Hidden = spec.FeatureSize, Projection = 0 };
        return new HeadEquations(Head.Prediction(alone), Differentiator.Differentiate(Head.LossInput(alone), readsOutputAdjoint: true, givesInputAdjoint: true));
    }
}
