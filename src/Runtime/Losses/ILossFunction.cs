using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>The loss that a model declares, with its options: a function of some output vectors and their targets.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILossFunction
{
    /// <summary>Floats of one output vector.</summary>
    public static abstract int Width { get; }

    /// <summary>The sum of the loss, see <see cref="Losses"/>.</summary>
    /// <param name="outputs">What the loss reads, outputs or logits, [rows, <see cref="Width"/>].</param>
    /// <param name="targets">[rows, <see cref="Width"/>].</param>
    /// <param name="adjoint">[rows, <see cref="Width"/>] or empty.</param>
    /// <param name="scale">Factor of the adjoint.</param>
    public static abstract double Sum(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> adjoint, float scale);

    /// <summary>The terms of which the sum over these targets becomes a mean: elements, rows, or weights of classes.</summary>
    /// <param name="targets">[rows, <see cref="Width"/>].</param>
    public static abstract double Terms(ReadOnlySpan<float> targets);
}
