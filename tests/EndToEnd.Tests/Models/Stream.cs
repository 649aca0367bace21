using System;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>A generated Step.</summary>
internal delegate void StepOf<TState>(ReadOnlySpan<float> input, ref TState state, Span<float> output);

/// <summary>A generated view into a state.</summary>
internal delegate Span<float> ViewOf<TState>(ref TState state);

/// <summary>One stream of a model: a state and the step that advances it.</summary>
internal abstract class Stream
{
    /// <summary>The hidden state, [hidden].</summary>
    public abstract Span<float> Hidden { get; }

    /// <summary>The cell state, [hidden]; empty where the cell has none.</summary>
    public abstract Span<float> Cell { get; }

    /// <summary>Every float of the state, padding included.</summary>
    public abstract ReadOnlySpan<float> Memory { get; }

    public abstract void Step(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Starts again at the zero state.</summary>
    public abstract void Reset();
}
