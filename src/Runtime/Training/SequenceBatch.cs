using System;

namespace Unrolled;

/// <summary>Sequences with their targets, and what else belongs to each.</summary>
internal readonly ref struct SequenceBatch
{
    /// <summary>[sequences, steps, input size].</summary>
    public ReadOnlySpan<float> Inputs { get; init; }

    /// <summary>[sequences, output length].</summary>
    public ReadOnlySpan<float> Targets { get; init; }

    /// <summary>A weight for each output vector, [output steps] or [sequences, output steps]; or none.</summary>
    public ReadOnlySpan<float> LossWeights { get; init; }

    /// <summary>The steps of each sequence, or none where all have as many as declared.</summary>
    public ReadOnlySpan<int> Lengths { get; init; }

    /// <summary>What the summed loss is divided by to be a mean: terms of the outputs that count. 0 where none does.</summary>
    /// <typeparam name="TModel">The model, which knows its loss.</typeparam>
    public double Terms<TModel>()
        where TModel : class, IRnnModel<TModel>
    {
        if (Lengths.IsEmpty)
            return TModel.LossTerms(Targets, LossWeights);
        ModelShape shape = TModel.Shape;
        double terms = 0;
        for (int sequence = 0; sequence < Lengths.Length; sequence++)
        {
            int real = Math.Min(Lengths[sequence], shape.OutputSteps);
            ReadOnlySpan<float> weights = WeightedLoss.OfSequences(LossWeights, shape.OutputSteps, sequence, 1);
            if (real > 0)
                terms += TModel.LossTerms(Targets.Slice(sequence * shape.OutputLength, real * shape.OutputSize), weights.IsEmpty ? weights : weights[..real]);
        }

        return terms;
    }

    /// <summary>The mean loss, and its gradients added; models with neither lengths nor dropout need not take a context.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dropoutSeed">The seed of the masks, or null where nothing is dropped.</param>
    /// <param name="firstSequence">The place of the first sequence where this is a part of a batch.</param>
    /// <param name="gradients">Added to.</param>
    public float Backpropagate<TModel>(TModel model, ulong? dropoutSeed, int firstSequence, Gradients gradients)
        where TModel : class, IRnnModel<TModel> => dropoutSeed is null && Lengths.IsEmpty
            ? model.Backpropagate(Inputs, Targets, LossWeights, gradients)
            : model.Backpropagate(
                Inputs,
                Targets,
                gradients,
                new BatchContext { Lengths = Lengths, LossWeights = LossWeights, DropoutSeed = dropoutSeed, FirstSequence = firstSequence });

    /// <summary>The mean loss.</summary>
    public float Evaluate<TModel>(TModel model)
        where TModel : class, IRnnModel<TModel> => Lengths.IsEmpty
            ? model.Evaluate(Inputs, Targets, LossWeights)
            : model.Evaluate(Inputs, Targets, new BatchContext { Lengths = Lengths, LossWeights = LossWeights });
}
