using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>The kernels of a dense head that stands apart from the layers, which generated code completes.</summary>
/// <param name="inputSize">Floats that the head reads.</param>
/// <param name="outputSize">Floats of one output vector.</param>
/// <param name="packedLength">Weights in the kernels' order.</param>
/// <param name="gradientLength">Packed gradients.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HeadKernels(int inputSize, int outputSize, int packedLength, int gradientLength)
{
    /// <summary>Floats that the head reads.</summary>
    internal int InputSize { get; } = inputSize;

    /// <summary>Floats of one output vector.</summary>
    internal int OutputSize { get; } = outputSize;

    /// <summary>Weights in the kernels' order.</summary>
    internal int PackedLength { get; } = packedLength;

    /// <summary>Packed gradients.</summary>
    internal int GradientLength { get; } = gradientLength;

    /// <summary>Packs the weights.</summary>
    /// <param name="parameters">The parameters of the head, weight and bias.</param>
    /// <param name="packed">The kernels' weights.</param>
    public abstract void Pack(ReadOnlySpan<float> parameters, Span<float> packed);

    /// <summary>Adds packed gradients to those of the parameters.</summary>
    public abstract void Unpack(ReadOnlySpan<float> packedGradients, Span<float> gradients);

    /// <summary>The predictions, up to a softmax; [count, input] to [count, output].</summary>
    public abstract void Predict(ref float weights, ref float input, ref float output, int count);

    /// <summary>What the loss reads; [count, input] to [count, output].</summary>
    public abstract void Forward(ref float weights, ref float input, ref float output, int count);

    /// <summary>Leaves the deltas where the adjoints of the outputs are, and the adjoints of the inputs; all [count, ...].</summary>
    public abstract void Backward(ref float weights, ref float input, ref float output, ref float outputAdjoint, ref float inputAdjoint, int count);

    /// <summary>Adds the gradients of the weights over so many vectors.</summary>
    public abstract void WeightGradients(ref float input, ref float outputAdjoint, ref float gradients, int count);
}
