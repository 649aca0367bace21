using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <content>Dropout.</content>
public sealed partial class LayeredModel
{
    /// <summary>Whether elements of what the layer reads of the one below are dropped.</summary>
    private bool IsDropped(scoped ref LayeredChunk chunk, int layer) => layer > 0 && Shape.Dropout > 0 && chunk.Context.DropoutSeed.HasValue;

    /// <summary>The input of a layer with elements dropped, or as it is. A residual layer adds the latter, so it stays.</summary>
    private ref float Drop(scoped ref LayeredChunk chunk, int layer, ref float x)
    {
        if (!IsDropped(ref chunk, layer))
            return ref x;
        ref float dropped = ref chunk.At(chunk.Plan.DroppedInputs[layer]);
        Mask(ref chunk, layer, ref x, ref dropped);
        return ref dropped;
    }

    /// <summary>Multiplies the inputs of a layer, or their adjoints, by the masks of their sequences: every step by the same.</summary>
    private void Mask(scoped ref LayeredChunk chunk, int layer, ref float source, ref float target)
    {
        LayerShape shape = Layers[layer].Shape;
        int width = shape.InputSize;
        Span<float> mask = chunk.Floats(chunk.Plan.Mask, width);
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            DropoutMask.BelowLayer(mask, Shape.Dropout, chunk.Context, chunk.First + sequence, layer);
            int first = sequence * shape.InputLength;
            for (int at = first; at < first + (StepsOf(ref chunk, sequence) * width); at += width)
            {
                SequenceOps.Multiply(
                    MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, at), width), mask, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, at), width));
            }
        }
    }

    /// <summary>The mask of a sequence's recurrent products, in its first record; ones where nothing is dropped.</summary>
    private void SetMask(scoped ref LayeredChunk chunk, int layer, int direction, int sequence, ref float record)
    {
        if (Layers[layer].Shape.Mask is not { } shape)
            return;
        Span<float> mask = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref record, shape.Offset), shape.PaddedUnits);
        mask[shape.Units..].Clear();
        if (chunk.Context.DropoutSeed.HasValue)
            DropoutMask.Recurrent(mask[..shape.Units], Shape.RecurrentDropout, chunk.Context, chunk.First + sequence, layer, direction);
        else
            mask[..shape.Units].Fill(1f);
    }
}
