using System;

namespace Unrolled;

/// <summary>Sequences with their targets, checked against a model's shape.</summary>
internal readonly ref struct SequenceSet
{
    private readonly ReadOnlySpan<float> _inputs;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ReadOnlySpan<float> _lossWeights;
    private readonly ModelShape _shape;

    /// <summary>Checks lengths and values.</summary>
    /// <exception cref="ArgumentException">
    /// A length does not fit the shape, there is no sequence, or a value is NaN or infinite.
    /// </exception>
    public SequenceSet(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ModelShape shape, string inputsName, string targetsName)
    {
        string inputShape = $"[batch, {shape.StepCount}, {shape.InputSize}]";
        Count = SpanChecks.Batch(inputs.Length, shape.InputLength, inputsName, inputShape);
        SpanChecks.NotEmpty(Count, inputsName, inputShape);
        SpanChecks.Length(targets.Length, (long)Count * shape.OutputLength, targetsName, $"[{Count}, {shape.OutputLength}]");
        CheckFinite(inputs, shape.InputLength, inputsName);
        CheckFinite(targets, shape.OutputLength, targetsName);
        _inputs = inputs;
        _targets = targets;
        _shape = shape;
    }

    private SequenceSet(SequenceSet set, ReadOnlySpan<float> lossWeights)
    {
        this = set;
        _lossWeights = lossWeights;
    }

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>The inputs of consecutive sequences.</summary>
    public ReadOnlySpan<float> Inputs(int first, int count) => _inputs.Slice(first * _shape.InputLength, count * _shape.InputLength);

    /// <summary>The targets of consecutive sequences.</summary>
    public ReadOnlySpan<float> Targets(int first, int count) => _targets.Slice(first * _shape.OutputLength, count * _shape.OutputLength);

    /// <summary>Whether each sequence has loss weights of its own.</summary>
    public bool HasOwnLossWeights => _lossWeights.Length > OutputSteps;

    private int OutputSteps => _shape.OutputLength / _shape.OutputSize;

    /// <summary>The same sequences, their outputs weighted in the loss.</summary>
    /// <exception cref="ArgumentException">The length or a weight does not fit.</exception>
    public SequenceSet With(ReadOnlySpan<float> lossWeights, string name)
    {
        WeightedLoss.Check(lossWeights, Count, OutputSteps, name);
        return new SequenceSet(this, lossWeights);
    }

    /// <summary>The loss weights of consecutive sequences, or those that all sequences share, or none.</summary>
    public ReadOnlySpan<float> LossWeights(int first, int count) =>
        HasOwnLossWeights ? _lossWeights.Slice(first * OutputSteps, count * OutputSteps) : _lossWeights;

    private static void CheckFinite(ReadOnlySpan<float> values, int sequenceLength, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i]))
                continue;
            string place = $"element {i}, in sequence {i / sequenceLength}";
            throw new ArgumentException($"{name} holds {values[i]} at {place}; all values must be finite.", name);
        }
    }
}
