namespace Unrolled.Benchmarks.Models;

/// <summary>What the generated <c>Step</c> of every model looks like, so that one loop measures them all.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
internal interface IStepper<TState>
    where TState : struct
{
    /// <summary>Advances one stream by one step.</summary>
    public void Step(ReadOnlySpan<float> input, ref TState state, Span<float> output);
}
