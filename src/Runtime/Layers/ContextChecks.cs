using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>Checks at the head of generated members that take a <see cref="BatchContext"/>. Their errors name the property at fault.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ContextChecks
{
    /// <summary>Checks the context of a forward pass.</summary>
    /// <param name="context">The context.</param>
    /// <param name="layout">The states of the model.</param>
    /// <param name="mostSteps">The declared number of steps where sequences may be shorter; else null.</param>
    /// <param name="batch">Sequences of the batch.</param>
    /// <exception cref="ArgumentException">States are another model's or another batch's, or what only training has is asked for.</exception>
    public static void Forward(BatchContext context, StateLayout layout, int? mostSteps, int batch)
    {
        Lengths(context.Lengths, mostSteps, batch, "lengths");
        States(context.Initial, layout, batch, "context.Initial");
        States(context.Final, layout, batch, "context.Final");
        if (context.InitialGradients is not null)
            throw new ArgumentException("context.InitialGradients is what Backpropagate gives; here nothing is differentiated.", nameof(context));
        if (context.DropoutSeed is not null)
            throw new ArgumentException("context.DropoutSeed is of training; Predict and Evaluate drop nothing.", nameof(context));
        if (!context.InputGradients.IsEmpty)
            throw new ArgumentException("context.InputGradients is what Backpropagate gives; here nothing is differentiated.", nameof(context));
    }

    /// <summary>Checks the context of back-propagation.</summary>
    /// <param name="context">The context.</param>
    /// <param name="layout">The states of the model.</param>
    /// <param name="mostSteps">The declared number of steps where sequences may be shorter; else null.</param>
    /// <param name="batch">Sequences of the batch.</param>
    /// <param name="inputLength">Floats of all inputs.</param>
    /// <param name="shape">The shape of the inputs.</param>
    /// <exception cref="ArgumentException">States are another model's or another batch's, the span for the inputs' gradients does not fit, or a number is negative.</exception>
    public static void Backward(BatchContext context, StateLayout layout, int? mostSteps, int batch, int inputLength, string shape)
    {
        Lengths(context.Lengths, mostSteps, batch, "lengths");
        States(context.Initial, layout, batch, "context.Initial");
        States(context.Final, layout, batch, "context.Final");
        States(context.InitialGradients, layout, batch, "context.InitialGradients");
        if (context.InitialGradients is not null && ReferenceEquals(context.InitialGradients, context.Final))
            throw new ArgumentException("context.InitialGradients and context.Final are the same memory.", nameof(context));
        if (context.FirstSequence < 0)
            throw new ArgumentException($"context.FirstSequence is {context.FirstSequence}; it must not be negative.", nameof(context));
        if (!context.InputGradients.IsEmpty)
            SpanChecks.Length(context.InputGradients.Length, inputLength, "context.InputGradients", shape);
    }

    /// <summary>Checks the steps of each sequence.</summary>
    /// <param name="lengths">One for each, or none.</param>
    /// <param name="mostSteps">The declared number of steps where sequences may be shorter; else null.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="argument">What the lengths are called.</param>
    /// <exception cref="ArgumentException">They are another number, one is out of range, or the model takes whole sequences alone.</exception>
    internal static void Lengths(ReadOnlySpan<int> lengths, int? mostSteps, int batch, string argument)
    {
        if (lengths.IsEmpty)
            return;
        if (mostSteps is not { } most)
            throw new ArgumentException($"{argument} are given, and the model takes whole sequences alone: declare it with VariableLength = true.", argument);
        if (lengths.Length != batch)
            throw new ArgumentException($"{argument} has {lengths.Length} elements; it must have {batch}, one for each sequence.", argument);
        for (int sequence = 0; sequence < lengths.Length; sequence++)
        {
            if ((uint)lengths[sequence] > (uint)most)
                throw new ArgumentException($"{argument} has {lengths[sequence]} for sequence {sequence}; it must be from 0 to {most}.", argument);
        }
    }

    private static void States(States? states, StateLayout layout, int batch, string argument)
    {
        if (states is null)
            return;
        if (!ReferenceEquals(states.Layout, layout))
            throw new ArgumentException($"{argument} was made for another model: it has {states.Layout.Describe(states.Batch)}; this call needs {layout.Describe(batch)}.", argument);
        if (states.Batch != batch)
            throw new ArgumentException($"{argument} has the states of {states.Batch} sequences; the batch has {batch}.", argument);
    }
}
