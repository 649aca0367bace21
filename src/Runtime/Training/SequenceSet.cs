using System;

namespace Unrolled;

/// <summary>Sequences with their targets, checked against a model's shape.</summary>
internal readonly ref struct SequenceSet
{
    private readonly SequenceBatch _all;
    private readonly ModelShape _shape;

    /// <summary>Checks lengths and values.</summary>
    /// <param name="all">All sequences.</param>
    /// <param name="shape">The model's.</param>
    /// <param name="names">What the parts of <paramref name="all"/> are called, in their order.</param>
    /// <exception cref="ArgumentException">
    /// A length, weight or number of steps does not fit the shape, there is no sequence, or a value is NaN or infinite before the end of its sequence.
    /// </exception>
    public SequenceSet(SequenceBatch all, ModelShape shape, (string Inputs, string Targets, string LossWeights, string Lengths) names)
    {
        string inputShape = $"[batch, {shape.StepCount}, {shape.InputSize}]";
        Count = SpanChecks.Batch(all.Inputs.Length, shape.InputLength, names.Inputs, inputShape);
        SpanChecks.NotEmpty(Count, names.Inputs, inputShape);
        SpanChecks.Length(all.Targets.Length, (long)Count * shape.OutputLength, names.Targets, $"[{Count}, {shape.OutputLength}]");
        ContextChecks.Lengths(all.Lengths, shape.HasLengths ? shape.StepCount : null, Count, names.Lengths);
        for (int sequence = 0; sequence < Count; sequence++)
        {
            int steps = all.Lengths.IsEmpty ? shape.StepCount : all.Lengths[sequence];
            CheckFinite(all.Inputs, sequence, shape.InputLength, steps * shape.InputSize, names.Inputs);
            CheckFinite(all.Targets, sequence, shape.OutputLength, Math.Min(steps, shape.OutputSteps) * shape.OutputSize, names.Targets);
        }

        WeightedLoss.Check(all.LossWeights, Count, shape.OutputSteps, names.LossWeights);
        _all = all;
        _shape = shape;
    }

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>Whether each sequence has loss weights of its own.</summary>
    public bool HasOwnLossWeights => _all.LossWeights.Length > _shape.OutputSteps;

    /// <summary>Whether each sequence has a length of its own.</summary>
    public bool HasLengths => !_all.Lengths.IsEmpty;

    /// <summary>Consecutive sequences; loss weights that all sequences share go with them.</summary>
    public SequenceBatch Slice(int first, int count) => new()
    {
        Inputs = _all.Inputs.Slice(first * _shape.InputLength, count * _shape.InputLength),
        Targets = _all.Targets.Slice(first * _shape.OutputLength, count * _shape.OutputLength),
        LossWeights = WeightedLoss.OfSequences(_all.LossWeights, _shape.OutputSteps, first, count),
        Lengths = HasLengths ? _all.Lengths.Slice(first, count) : default,
    };

    private static void CheckFinite(ReadOnlySpan<float> values, int sequence, int sequenceLength, int length, string name)
    {
        for (int i = sequence * sequenceLength; i < (sequence * sequenceLength) + length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException($"{name} holds {values[i]} at element {i}, in sequence {sequence}; all values must be finite.", name);
        }
    }
}
