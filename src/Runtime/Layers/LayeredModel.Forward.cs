using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <content>The way up.</content>
public sealed partial class LayeredModel
{
    /// <summary>Predicts a batch.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[batch, steps, input].</param>
    /// <param name="output">[batch, output length], overwritten.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="context">What they bring and take away beside that.</param>
    public void Predict(ref float weights, ref float input, ref float output, int batch, BatchContext context = default)
    {
        LayeredChunk chunk = Open(_inference, context, ref weights, ref input);
        chunk.Output = ref output;
        for (int done = 0; done < batch; done += chunk.Plan.Sequences)
        {
            (chunk.First, chunk.Sequences) = (done, Math.Min(chunk.Plan.Sequences, batch - done));
            Forward(ref chunk);
            if (Shape.HasSoftmax)
                ApplySoftmax(ref chunk.Output, chunk.Sequences * OutputSteps);
            FillBehind(ref chunk);
            chunk.Input = ref Unsafe.Add(ref chunk.Input, chunk.Sequences * InputLength);
            chunk.Output = ref Unsafe.Add(ref chunk.Output, chunk.Sequences * OutputLength);
        }
    }

    /// <summary>Advances one stream by one step.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[input].</param>
    /// <param name="state">The states of all layers, one after the other.</param>
    /// <param name="output">[output].</param>
    public void Step(ref float weights, ref float input, ref float state, ref float output)
    {
        ref float next = ref Workspace.Rent(_stepRecord + (2 * _stepWidth));
        ref float even = ref Unsafe.Add(ref next, _stepRecord);
        ref float odd = ref Unsafe.Add(ref even, _stepWidth);
        ref float x = ref input;
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerShape shape = Layers[layer].Shape;
            bool isTop = layer == Layers.Length - 1 && Head is null;
            ref float y = ref isTop ? ref output : ref (layer % 2 == 0 ? ref even : ref odd);
            Layers[layer].Step(
                ref Unsafe.Add(ref weights, _packed[layer][0]), ref x, ref Unsafe.Add(ref state, _states[layer]), ref next, ref y);
            if (IsResidual(layer))
                SequenceOps.Add(MemoryMarshal.CreateReadOnlySpan(ref x, shape.InputSize), MemoryMarshal.CreateSpan(ref y, shape.OutputSize));
            x = ref y;
        }

        Head?.Predict(ref Unsafe.Add(ref weights, _headPacked), ref x, ref output, 1);
        if (Shape.HasSoftmax)
            ApplySoftmax(ref output, 1);
    }

    private static LayeredChunk Open(LayeredPlan plan, BatchContext context, ref float weights, ref float input) =>
        new(plan, context, ref weights, ref input, ref Workspace.Rent(plan.Length));

    /// <summary>Runs all layers and the head over the sequences of a chunk.</summary>
    private void Forward(ref LayeredChunk chunk)
    {
        ref float x = ref chunk.Input;
        if (Shape.IsReversed)
        {
            x = ref chunk.At(chunk.Plan.Inputs[0]);
            Reverse(ref chunk, ref chunk.Input, ref x, Layers[0].Shape);
        }

        for (int layer = 0; layer < Layers.Length; layer++)
        {
            ref float above = ref Above(ref chunk, layer);
            ref float read = ref Drop(ref chunk, layer, ref x);
            for (int direction = 0; direction < Shape.Directions; direction++)
            {
                int place = chunk.Plan.Outputs[layer][direction];
                ref float y = ref place == LayeredPlan.External ? ref above : ref chunk.At(place);
                Run(ref chunk, layer, direction, ref Read(ref chunk, layer, direction, ref read), ref y);
            }

            if (Composes(layer))
                Compose(ref chunk, layer, ref x, ref above);
            x = ref above;
        }

        ClearBehind(ref chunk, ref x, WidthOf(Layers.Length - 1));

        if (Head is null)
            return;
        ref float weights = ref Unsafe.Add(ref chunk.Weights, _headPacked);
        if (chunk.Plan.IsTraining)
            Head.Forward(ref weights, ref x, ref chunk.Output, chunk.Sequences * OutputSteps);
        else
            Head.Predict(ref weights, ref x, ref chunk.Output, chunk.Sequences * OutputSteps);
    }

    /// <summary>Where the finished output of a layer goes: the input of the next, what the head reads, or the output of the model.</summary>
    private ref float Above(scoped ref LayeredChunk chunk, int layer)
    {
        int place = layer < Layers.Length - 1 ? chunk.Plan.Inputs[layer + 1] : chunk.Plan.Features;
        return ref place == LayeredPlan.External ? ref chunk.Output : ref chunk.At(place);
    }

    /// <summary>The input of a layer as a direction reads it.</summary>
    private ref float Read(scoped ref LayeredChunk chunk, int layer, int direction, ref float x)
    {
        if (direction == 0)
            return ref x;
        ref float reversed = ref chunk.At(chunk.Plan.ReversedInputs[layer]);
        Reverse(ref chunk, ref x, ref reversed, Layers[layer].Shape);
        return ref reversed;
    }

    /// <summary>Runs the kernels of one layer in one direction: as many sequences side by side as they can, then one by one.</summary>
    private void Run(ref LayeredChunk chunk, int layer, int direction, ref float x, ref float y)
    {
        LayerKernels kernels = Layers[layer];
        LayerShape shape = kernels.Shape;
        bool isTraining = chunk.Plan.IsTraining;
        int stride = isTraining ? shape.SequenceRecords : 2 * shape.InferenceRecord;
        ref float weights = ref WeightsOf(ref chunk, layer, direction);
        for (int sequence = 0, rows; sequence < chunk.Sequences; sequence += rows)
        {
            rows = RowsAt(ref chunk, sequence, shape.Rows);
            int steps = StepsOf(ref chunk, sequence);
            ref float records = ref chunk.At(chunk.Plan.Records[layer][direction] + (isTraining ? sequence * stride : 0));
            for (int row = 0; row < rows; row++)
            {
                SetInitial(ref chunk, layer, direction, sequence + row, ref Unsafe.Add(ref records, row * stride));
                if (isTraining)
                    SetMask(ref chunk, layer, direction, sequence + row, ref Unsafe.Add(ref records, row * stride));
            }

            ref float input = ref Unsafe.Add(ref x, sequence * shape.InputLength);
            ref float output = ref Unsafe.Add(ref y, sequence * shape.OutputLength);
            if (isTraining)
                kernels.Forward(ref weights, ref input, ref records, ref output, rows, steps);
            else
                kernels.Predict(ref weights, ref input, ref records, ref output, rows, steps);

            int last = isTraining ? steps * shape.TrainingRecord : steps % 2 * shape.InferenceRecord;
            for (int row = 0; chunk.Context.Final is not null && row < rows; row++)
                Keep(chunk.Context.Final, layer, direction, chunk.First + sequence + row, ref Unsafe.Add(ref records, (row * stride) + last));
        }
    }

    /// <summary>Copies the states of a record, or their adjoints, to where the caller wants them.</summary>
    private void Keep(States states, int layer, int direction, int sequence, ref float record)
    {
        int[] offsets = Layers[layer].StateOffsets;
        for (int kind = 0; kind < offsets.Length; kind++)
        {
            Span<float> state = states.Of(kind, layer, direction, sequence);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref record, offsets[kind]), state.Length).CopyTo(state);
        }
    }

    /// <summary>Merges the directions of a layer, and adds its input where it is a residual layer.</summary>
    private void Compose(ref LayeredChunk chunk, int layer, ref float x, ref float above)
    {
        LayerShape shape = Layers[layer].Shape;
        int width = WidthOf(layer);
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int steps = StepsOf(ref chunk, sequence);
            int vectors = shape.VectorsOf(steps);
            int at = sequence * shape.OutputLength;
            Span<float> target = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref above, sequence * shape.OutputSteps * width), vectors * width);
            ReadOnlySpan<float> forward = chunk.Floats(chunk.Plan.Outputs[layer][0] + at, vectors * shape.OutputSize);
            if (Shape.Directions == 1)
            {
                forward.CopyTo(target);
            }
            else
            {
                ReadOnlySpan<float> backward = chunk.Floats(chunk.Plan.Outputs[layer][1] + at, vectors * shape.OutputSize);
                DirectionMerging.Merge(Shape.Merge, forward, backward, target, shape.OutputSize);
            }

            if (IsResidual(layer) && steps > 0)
                SequenceOps.Add(LastSteps(ref x, sequence, shape, steps), target);
        }
    }

    /// <summary>The inputs of those steps of a sequence that have an output.</summary>
    private static Span<float> LastSteps(ref float inputs, int sequence, LayerShape shape, int steps)
    {
        int vectors = shape.VectorsOf(steps);
        int first = (sequence * shape.InputLength) + ((steps - vectors) * shape.InputSize);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref inputs, first), vectors * shape.InputSize);
    }

    /// <summary>Turns every sequence round, within its length.</summary>
    private void Reverse(scoped ref LayeredChunk chunk, ref float source, ref float target, LayerShape shape)
    {
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int at = sequence * shape.InputLength;
            int length = StepsOf(ref chunk, sequence) * shape.InputSize;
            SequenceOps.Reverse(
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, at), length),
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, at), length),
                shape.InputSize);
        }
    }

    /// <summary>Zeroes the vectors behind the ends of shorter sequences, so that what reads all of them reads no leftovers.</summary>
    private void ClearBehind(ref LayeredChunk chunk, ref float vectors, int width)
    {
        LayerShape top = Layers[^1].Shape;
        for (int sequence = 0; !chunk.Context.Lengths.IsEmpty && sequence < chunk.Sequences; sequence++)
        {
            int real = top.VectorsOf(StepsOf(ref chunk, sequence));
            int first = ((sequence * OutputSteps) + real) * width;
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref vectors, first), (OutputSteps - real) * width).Clear();
        }
    }

    /// <summary>Fills the outputs behind the ends of shorter sequences.</summary>
    private void FillBehind(ref LayeredChunk chunk)
    {
        ClearBehind(ref chunk, ref chunk.Output, OutputSize);
        for (int sequence = 0; Shape.RepeatsLastOutput && !chunk.Context.Lengths.IsEmpty && sequence < chunk.Sequences; sequence++)
        {
            Span<float> outputs = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref chunk.Output, sequence * OutputLength), OutputLength);
            for (int t = OutputsOf(StepsOf(ref chunk, sequence)); t > 0 && t < OutputSteps; t++)
                outputs.Slice((t - 1) * OutputSize, OutputSize).CopyTo(outputs[(t * OutputSize)..]);
        }
    }

    private int WidthOf(int layer) => Layers[layer].Shape.OutputSize * (Shape is { Directions: 2, Merge: DirectionMerge.Concat } ? 2 : 1);

    private void ApplySoftmax(ref float output, int vectors)
    {
        for (int vector = 0; vector < vectors; vector++)
            Softmax.Apply(ref Unsafe.Add(ref output, vector * OutputSize), OutputSize);
    }
}
