using System;
using System.Runtime.InteropServices;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>A stream of a model whose state has this type.</summary>
internal sealed class StreamOf<TState>(StepOf<TState> step, ViewOf<TState> hidden, ViewOf<TState>? cell = null) : Stream
    where TState : unmanaged
{
    private TState _state;

    public override Span<float> Hidden => hidden(ref _state);

    public override Span<float> Cell => cell is null ? [] : cell(ref _state);

    public override ReadOnlySpan<float> Memory => MemoryMarshal.Cast<TState, float>(new ReadOnlySpan<TState>(ref _state));

    public override void Step(ReadOnlySpan<float> input, Span<float> output) => step(input, ref _state, output);

    public override void Reset() => _state = default;
}
