using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>All mathematics of a model: one step of its layer and its head, each with its adjoint.</summary>
/// <param name="Layer">One step of the recurrent layer in inference.</param>
/// <param name="Head">The head up to the prediction.</param>
/// <param name="LayerAdjoint">The adjoint of the layer's step in training.</param>
/// <param name="HeadAdjoint">The adjoint of the head up to what the loss reads.</param>
internal sealed record ModelEquations(StepGraph Layer, StepGraph Head, StepAdjoint LayerAdjoint, StepAdjoint HeadAdjoint)
{
    /// <summary>One step of the recurrent layer in training: that of inference, or with recurrent dropout one whose products read masked vectors.</summary>
    public StepGraph Training => LayerAdjoint.Step;

    /// <summary>The head up to what the loss reads: the logits where loss and activation are differentiated together.</summary>
    public StepGraph LossHead => HeadAdjoint.Step;

    /// <summary>The equations of a declaration.</summary>
    public static ModelEquations Of(RnnSpec spec)
    {
        StepGraph layer = Verified(CellCatalog.Step(spec with { RecurrentDropout = 0 }));
        StepGraph training = spec.RecurrentDropout > 0 ? Verified(CellCatalog.Step(spec)) : layer;
        StepGraph head = Verified(Cells.Head.Prediction(spec));
        StepGraph lossHead = Verified(Cells.Head.LossInput(spec));
        StepAdjoint layerAdjoint = Differentiator.Differentiate(training, readsOutputAdjoint: spec.Returns == Returns.Sequence, givesInputAdjoint: true);
        StepAdjoint headAdjoint = Differentiator.Differentiate(lossHead, readsOutputAdjoint: true, givesInputAdjoint: true);
        Verified(training);
        Verified(lossHead);
        return new ModelEquations(layer, head, layerAdjoint, headAdjoint);
    }

    /// <summary>The step, checked; differentiation adds to its graph, so it is checked again after that.</summary>
    private static StepGraph Verified(StepGraph step)
    {
        GraphVerifier.Verify(step);
        return step;
    }
}
