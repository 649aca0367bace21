namespace Unrolled.Generator.Tests.Reference;

/// <summary>One sequence of a batch: its real steps alone.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Batch">Sequences of the batch.</param>
/// <param name="Inputs">[its steps, input].</param>
/// <param name="Targets">Of the outputs that count.</param>
/// <param name="Weights">One for each of these.</param>
/// <param name="Context">The context of the batch.</param>
internal sealed record ReferenceSequence(int Index, int Batch, Rounded[] Inputs, Rounded[] Targets, Rounded[] Weights, ReferenceContext Context)
{
    /// <summary>Runs it through a model.</summary>
    public SequenceRun Run(Interpreter model) =>
        new(
            model,
            Inputs,
            (layer, direction) => Context.Initial is null ? model.LearnedStates(layer, direction) : Context.StatesOf(model.Spec, layer, direction, Index, Batch),
            layer => Context.Dropout?.BelowLayer(model.Spec, layer, Index),
            (layer, direction, width) => Context.Dropout?.Recurrent(model.Spec, layer, direction, Index, width));
}
