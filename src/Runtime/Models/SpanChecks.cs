using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Unrolled;

/// <summary>The checks at the head of every generated member. Their errors name the argument, the length it has and the one it must have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpanChecks
{
    /// <summary>The number of sequences in a span.</summary>
    /// <param name="length">Floats the span has.</param>
    /// <param name="sequenceLength">Floats of one sequence, above zero.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="shape">The shape behind the length, such as "[batch, 5, 3]".</param>
    /// <exception cref="ArgumentException">The span does not hold a whole number of sequences.</exception>
    public static int Batch(int length, int sequenceLength, string argument, string shape)
    {
        int batch = length / sequenceLength;
        if (batch * sequenceLength != length)
            ThrowNotMultiple(length, sequenceLength, argument, shape);
        return batch;
    }

    /// <summary>Checks that a span has exactly the length it needs.</summary>
    /// <param name="length">Floats the span has.</param>
    /// <param name="needed">Floats it must have; long, so that batch times length cannot overflow.</param>
    /// <param name="argument">The argument's name.</param>
    /// <param name="shape">The shape behind the length.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Length(int length, long needed, string argument, string shape)
    {
        if (length != needed)
            ThrowLength(length, needed, argument, shape);
    }

    /// <summary>Checks that there is at least one sequence to take a mean over.</summary>
    /// <exception cref="ArgumentException">The batch is empty.</exception>
    public static void NotEmpty(int batch, string argument, string shape)
    {
        if (batch == 0)
            ThrowEmpty(argument, shape);
    }

    /// <summary>Checks that gradients or weights were made for the model they are used with.</summary>
    /// <exception cref="ArgumentException">The parameters differ in name, shape or order.</exception>
    public static void SameLayout(ParameterLayout has, ParameterLayout needs, string argument)
    {
        if (!ReferenceEquals(has, needs))
            CompareLayouts(has, needs, argument);
    }

    private static void CompareLayouts(ParameterLayout has, ParameterLayout needs, string argument)
    {
        if (!has.Matches(needs))
            throw new ArgumentException($"{argument} was made for another model: it has {has}; this model has {needs}.", argument);
    }

    [DoesNotReturn]
    private static void ThrowNotMultiple(int length, int sequenceLength, string argument, string shape) => throw new ArgumentException(
        $"{argument} has {length} floats; it must have a multiple of {sequenceLength}, the shape being {shape}.", argument);

    [DoesNotReturn]
    private static void ThrowLength(int length, long needed, string argument, string shape) => throw new ArgumentException(
        $"{argument} has {length} floats; it must have {needed}, the shape being {shape}.", argument);

    [DoesNotReturn]
    private static void ThrowEmpty(string argument, string shape) => throw new ArgumentException(
        $"{argument} has no floats; it must hold at least one sequence, the shape being {shape}.", argument);
}
