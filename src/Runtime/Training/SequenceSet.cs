using System;

namespace Unrolled;

/// <summary>Sequences with their targets, checked against a model's shape.</summary>
internal readonly ref struct SequenceSet
{
    private readonly ReadOnlySpan<float> _inputs;
    private readonly ReadOnlySpan<float> _targets;
    private readonly ModelShape _shape;

    /// <summary>Checks lengths and values.</summary>
    /// <exception cref="ArgumentException">A length does not fit the shape, there is no sequence, or a value is NaN or infinite.</exception>
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

    /// <summary>Number of sequences.</summary>
    public int Count { get; }

    /// <summary>The inputs of consecutive sequences.</summary>
    public ReadOnlySpan<float> Inputs(int first, int count) => _inputs.Slice(first * _shape.InputLength, count * _shape.InputLength);

    /// <summary>The targets of consecutive sequences.</summary>
    public ReadOnlySpan<float> Targets(int first, int count) => _targets.Slice(first * _shape.OutputLength, count * _shape.OutputLength);

    private static void CheckFinite(ReadOnlySpan<float> values, int sequenceLength, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new ArgumentException($"{name} holds {values[i]} at element {i}, in sequence {i / sequenceLength}; all values must be finite.", name);
        }
    }
}
