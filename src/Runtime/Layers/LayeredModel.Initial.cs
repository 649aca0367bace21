using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <content>
/// The states that sequences begin with: those given, else the learned ones, else zeros. Learned ones are the last of the parameters, and stand in the same order at the end
/// of the packed weights; so do their gradients.
/// </content>
public sealed partial class LayeredModel
{
    /// <summary>Copies the learned states to those of one sequence.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="states">States of this model.</param>
    /// <param name="sequence">The sequence.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public void CopyLearned(ref float weights, States states, int sequence)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, states.Batch);
        for (int layer = 0; layer < _learned.Length; layer++)
        {
            for (int direction = 0; direction < Shape.Directions; direction++)
            {
                for (int kind = 0; kind < _learned[layer][direction].Length; kind++)
                {
                    Span<float> state = states.Of(kind, layer, direction, sequence);
                    Learned(ref weights, kind, layer, direction, state.Length).CopyTo(state);
                }
            }
        }
    }

    /// <summary>Copies the learned states to that of a stream.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="state">The states of all layers, one after the other; zero.</param>
    public void CopyLearned(ref float weights, ref float state)
    {
        for (int layer = 0; layer < _learned.Length; layer++)
            SetLearned(ref weights, layer, 0, ref Unsafe.Add(ref state, _states[layer]));
    }

    /// <summary>The places of the learned states of each layer, direction and kind among themselves; none where they are not learned.</summary>
    private static int[][][] PlacesOfLearned(LayeredShape shape, int layers, out int length)
    {
        length = 0;
        if (shape.LearnedStates is not { } states)
            return [];
        var places = new int[layers][][];
        for (int layer = 0; layer < layers; layer++)
        {
            places[layer] = new int[states.Directions][];
            for (int direction = 0; direction < states.Directions; direction++)
            {
                places[layer][direction] = new int[states.Kinds];
                for (int kind = 0; kind < states.Kinds; kind++)
                {
                    places[layer][direction][kind] = length;
                    length += states.UnitsOf(kind, layer);
                }
            }
        }

        return places;
    }

    /// <summary>The states with which a sequence begins, at the beginning of its first record.</summary>
    private void SetInitial(ref LayeredChunk chunk, int layer, int direction, int sequence, ref float record)
    {
        LayerKernels kernels = Layers[layer];
        MemoryMarshal.CreateSpan(ref record, kernels.Shape.StateLength).Clear();
        if (chunk.Context.Initial is not { } states)
        {
            SetLearned(ref chunk.Weights, layer, direction, ref record);
            return;
        }

        for (int kind = 0; kind < kernels.StateOffsets.Length; kind++)
        {
            Span<float> state = states.Of(kind, layer, direction, chunk.First + sequence);
            state.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref record, kernels.StateOffsets[kind]), state.Length));
        }
    }

    /// <summary>Copies the learned states of a layer in one direction, if there are any, to the beginning of a record.</summary>
    private void SetLearned(ref float weights, int layer, int direction, ref float record)
    {
        int[] offsets = Layers[layer].StateOffsets;
        for (int kind = 0; Shape.LearnedStates is { } learned && kind < offsets.Length; kind++)
        {
            ReadOnlySpan<float> state = Learned(ref weights, kind, layer, direction, learned.UnitsOf(kind, layer));
            state.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref record, offsets[kind]), state.Length));
        }
    }

    private ReadOnlySpan<float> Learned(ref float weights, int kind, int layer, int direction, int units) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref weights, _learnedPacked + _learned[layer][direction][kind]), units);

    /// <summary>Takes the adjoint of a sequence's initial states to where it is wanted: to the caller, and to the gradients of the learned ones where it began with these.</summary>
    private void TakeInitialAdjoint(ref LayeredChunk chunk, int layer, int direction, int sequence, ref float record)
    {
        if (chunk.Context.InitialGradients is { } gradients)
            Keep(gradients, layer, direction, chunk.First + sequence, ref record);
        if (Shape.LearnedStates is not { } learned || chunk.Context.Initial is not null)
            return;
        int[] offsets = Layers[layer].StateOffsets;
        for (int kind = 0; kind < offsets.Length; kind++)
        {
            int units = learned.UnitsOf(kind, layer);
            ReadOnlySpan<float> adjoint = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref record, offsets[kind]), units);
            SequenceOps.Add(adjoint, chunk.Floats(chunk.Plan.Gradients + _learnedGradients + _learned[layer][direction][kind], units));
        }
    }
}
