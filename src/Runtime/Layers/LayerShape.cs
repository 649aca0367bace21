using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>The sizes of the kernels of one layer in one direction, in floats.</summary>
/// <param name="Steps">Time steps of a whole sequence.</param>
/// <param name="InputSize">Features of one step.</param>
/// <param name="HiddenSize">Units.</param>
/// <param name="OutputSize">One output vector: the units, or the outputs of a head that the kernels hold.</param>
/// <param name="ReturnsSequence">Whether there is an output for each step; else one, of the final state.</param>
/// <param name="Rows">Sequences that the kernels compute side by side.</param>
/// <param name="ParameterLength">Parameters of the layer in one direction, and of a head that the kernels hold.</param>
/// <param name="PackedLength">Weights of forward and backward in the kernels' order.</param>
/// <param name="InputPackedLength">Weights that the adjoints of the inputs need.</param>
/// <param name="GradientLength">Packed gradients.</param>
/// <param name="StateLength">States of one sequence, each padded to whole vectors; with them begin the records of every kind.</param>
/// <param name="InferenceRecord">States and scratch of one step in inference; two of them take turns.</param>
/// <param name="TrainingRecord">States, tape and deltas of one step in training.</param>
/// <param name="AdjointRecord">Adjoints of the states; two of them take turns.</param>
/// <param name="ProjectionLength">Scratch of a single sequence in inference, behind its two records, for products of its inputs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerShape(
    int Steps,
    int InputSize,
    int HiddenSize,
    int OutputSize,
    bool ReturnsSequence,
    int Rows,
    int ParameterLength,
    int PackedLength,
    int InputPackedLength,
    int GradientLength,
    int StateLength,
    int InferenceRecord,
    int TrainingRecord,
    int AdjointRecord,
    int ProjectionLength = 0)
{
    /// <summary>The mask of recurrent dropout, or null where the kernels read none.</summary>
    public MaskShape? Mask { get; init; }

    /// <summary>Output vectors of a whole sequence.</summary>
    internal int OutputSteps => ReturnsSequence ? Steps : 1;

    /// <summary>Inputs of a whole sequence.</summary>
    internal int InputLength => Steps * InputSize;

    /// <summary>Outputs of a whole sequence.</summary>
    internal int OutputLength => OutputSteps * OutputSize;

    /// <summary>Output vectors of a sequence of so many steps; the final state is one even where there is no step.</summary>
    internal int VectorsOf(int steps) => ReturnsSequence ? steps : 1;

    /// <summary>Scratch of as many sequences as are computed together in inference.</summary>
    internal int InferenceScratch => Math.Max(Rows * 2 * InferenceRecord, (2 * InferenceRecord) + ProjectionLength);

    /// <summary>Records of one sequence in training; the first holds the initial states.</summary>
    internal int SequenceRecords => (Steps + 1) * TrainingRecord;
}
