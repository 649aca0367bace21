namespace Unrolled.Conformance.Tests.Models;

/// <summary>One stream through a declared model: what <c>Step</c> and <c>State</c> offer, behind one type for all models.</summary>
public interface IStepper
{
    /// <summary>The hidden state of a layer, to read and to set.</summary>
    public System.Span<float> Hidden(int layer = 0);

    /// <summary>The cell state of an LSTM's layer, to read and to set.</summary>
    public System.Span<float> Cell(int layer = 0);

    /// <summary>One step: [input size] to [output size].</summary>
    public void Step(System.ReadOnlySpan<float> input, System.Span<float> output);
}
