using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>
/// The kernels of one layer in one direction, which generated code completes: what <see cref="LayeredModel"/> composes models of. They know nothing of other
/// layers, of the direction of time or of whose weights they read, so that layers of one shape share them. All memory is given by its first float.
/// </summary>
/// <param name="shape">The sizes.</param>
/// <param name="stateOffsets">The place of each state (h, then c) within a record.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LayerKernels(LayerShape shape, params int[] stateOffsets)
{
    /// <summary>The sizes.</summary>
    public LayerShape Shape { get; } = shape;

    /// <summary>The place of each state within a record.</summary>
    internal int[] StateOffsets { get; } = stateOffsets;

    /// <summary>Packs the weights of forward and backward.</summary>
    /// <param name="parameters">The parameters of the layer in this direction, in torch's order.</param>
    /// <param name="packed">The kernels' weights.</param>
    public abstract void Pack(ReadOnlySpan<float> parameters, Span<float> packed);

    /// <summary>Packs the weights that <see cref="InputAdjoints"/> reads.</summary>
    public abstract void PackInputWeights(ReadOnlySpan<float> parameters, Span<float> packed);

    /// <summary>Adds packed gradients to those of the parameters.</summary>
    public abstract void Unpack(ReadOnlySpan<float> packedGradients, Span<float> gradients);

    /// <summary>Advances one stream by one step: the states are read and replaced.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[input].</param>
    /// <param name="state">The states.</param>
    /// <param name="next">Scratch of one record.</param>
    /// <param name="output">[output].</param>
    public abstract void Step(ref float weights, ref float input, ref float state, ref float next, ref float output);

    /// <summary>Runs sequences in inference; each has two records, whose first holds the initial states.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[rows, steps, input].</param>
    /// <param name="records">[rows, 2, record].</param>
    /// <param name="output">[rows, output steps, output].</param>
    /// <param name="rows">1, or the number of sequences that the kernels compute side by side.</param>
    /// <param name="steps">Steps of each of them, where they may be fewer than declared.</param>
    public abstract void Predict(ref float weights, ref float input, ref float records, ref float output, int rows, int steps);

    /// <summary>Runs sequences with their tape: every step leaves its record.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[rows, steps, input].</param>
    /// <param name="records">[rows, 1 + steps, record]; the first of a sequence holds its initial states.</param>
    /// <param name="output">[rows, output steps, output].</param>
    /// <param name="rows">1, or the number of sequences that the kernels compute side by side.</param>
    /// <param name="steps">Steps of each of them, where they may be fewer than declared.</param>
    public abstract void Forward(ref float weights, ref float input, ref float records, ref float output, int rows, int steps);

    /// <summary>Runs backwards in time: leaves the deltas of every step in its record, and the adjoints of the initial states in adjoints[steps mod 2].</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="records">[rows, 1 + steps, record].</param>
    /// <param name="output">[rows, output steps, output].</param>
    /// <param name="outputAdjoint">[rows, output steps, output]; a head leaves its deltas here.</param>
    /// <param name="adjoints">[rows, 2, adjoint record], zero.</param>
    /// <param name="rows">1, or the number of sequences that the kernels compute side by side.</param>
    /// <param name="steps">Steps of each of them, where they may be fewer than declared.</param>
    public abstract void Backward(ref float weights, ref float records, ref float output, ref float outputAdjoint, ref float adjoints, int rows, int steps);

    /// <summary>The adjoints of the inputs, from the deltas.</summary>
    /// <param name="weights">The packed weights of <see cref="PackInputWeights"/>.</param>
    /// <param name="records">[rows, 1 + steps, record].</param>
    /// <param name="inputAdjoint">[rows, steps, input], overwritten.</param>
    /// <param name="rows">1, or the number of sequences that the kernels compute side by side.</param>
    /// <param name="steps">Steps of each of them, where they may be fewer than declared.</param>
    public abstract void InputAdjoints(ref float weights, ref float records, ref float inputAdjoint, int rows, int steps);

    /// <summary>Adds the gradients of all weights over sequences and steps.</summary>
    /// <param name="records">[sequences, 1 + steps, record].</param>
    /// <param name="input">[sequences, steps, input].</param>
    /// <param name="outputAdjoint">[sequences, output steps, output]: the deltas of a head that the kernels hold.</param>
    /// <param name="gradients">The packed gradients.</param>
    /// <param name="sequences">How many; one where they may have fewer steps than declared.</param>
    /// <param name="steps">Steps of that one.</param>
    public abstract void WeightGradients(ref float records, ref float input, ref float outputAdjoint, ref float gradients, int sequences, int steps);
}
