using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <content>The loss, and the way down.</content>
public sealed partial class LayeredModel
{
    /// <summary>The sum of the loss over a batch.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[batch, steps, input].</param>
    /// <param name="target">[batch, output length].</param>
    /// <param name="lossWeights">A weight for each output vector, or none.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="context">What they bring and take away beside that.</param>
    public double Evaluate(
        ref float weights, ref float input, ref float target, ReadOnlySpan<float> lossWeights, int batch, BatchContext context = default)
    {
        LayeredChunk chunk = Open(_training, context, ref weights, ref input);
        double loss = 0;
        for (int done = 0; done < batch; done += chunk.Plan.Sequences)
        {
            (chunk.First, chunk.Sequences) = (done, Math.Min(chunk.Plan.Sequences, batch - done));
            ForwardToLoss(ref chunk);
            loss += LossOf(ref chunk, ref Unsafe.Add(ref target, done * OutputLength), lossWeights, default, 1f);
            chunk.Input = ref Unsafe.Add(ref chunk.Input, chunk.Sequences * InputLength);
        }

        return loss;
    }

    /// <summary>Adds the gradients of scale times the summed loss of a batch, and returns that sum.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="input">[batch, steps, input].</param>
    /// <param name="target">[batch, output length].</param>
    /// <param name="lossWeights">A weight for each output vector, or none.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="gradients">Of all parameters, in torch's order.</param>
    /// <param name="scale">Factor of the gradients.</param>
    /// <param name="context">What the sequences bring and take away beside that.</param>
    /// <param name="parameters">All parameters, in torch's order, where the gradients of the inputs are wanted.</param>
    public double Backpropagate(
        ref float weights,
        ref float input,
        ref float target,
        ReadOnlySpan<float> lossWeights,
        int batch,
        Span<float> gradients,
        float scale,
        BatchContext context = default,
        ReadOnlySpan<float> parameters = default)
    {
        LayeredChunk chunk = Open(_training, context, ref weights, ref input);
        if (!context.InputGradients.IsEmpty)
            PackInputWeights(ref chunk, parameters);
        Span<float> packed = chunk.Floats(chunk.Plan.Gradients, GradientLength);
        packed.Clear();
        double loss = 0;
        for (int done = 0; done < batch; done += chunk.Plan.Sequences)
        {
            (chunk.First, chunk.Sequences) = (done, Math.Min(chunk.Plan.Sequences, batch - done));
            ForwardToLoss(ref chunk);
            Span<float> adjoint = chunk.Floats(chunk.Plan.ResultAdjoint, chunk.Sequences * OutputLength);
            loss += LossOf(ref chunk, ref Unsafe.Add(ref target, done * OutputLength), lossWeights, adjoint, scale);
            Backward(ref chunk);
            if (!context.InputGradients.IsEmpty)
                KeepInputGradients(ref chunk);
            chunk.Input = ref Unsafe.Add(ref chunk.Input, chunk.Sequences * InputLength);
        }

        Unpack(packed, gradients);
        return loss;
    }

    private void ForwardToLoss(ref LayeredChunk chunk)
    {
        chunk.Output = ref chunk.At(chunk.Plan.Result);
        Forward(ref chunk);
        if (Shape.IsLossOfSoftmax)
            ApplySoftmax(ref chunk.Output, chunk.Sequences * OutputSteps);
    }

    /// <summary>The sum of the loss over the outputs that count; the adjoints of the others are zero.</summary>
    private double LossOf(ref LayeredChunk chunk, ref float target, ReadOnlySpan<float> lossWeights, Span<float> adjoint, float scale)
    {
        int length = chunk.Sequences * OutputLength;
        ReadOnlySpan<float> outputs = MemoryMarshal.CreateReadOnlySpan(ref chunk.Output, length);
        ReadOnlySpan<float> targets = MemoryMarshal.CreateReadOnlySpan(ref target, length);
        if (chunk.Context.Lengths.IsEmpty)
            return _loss(outputs, targets, adjoint, lossWeights, chunk.First * OutputSteps, scale);

        adjoint.Clear();
        double loss = 0;
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int at = sequence * OutputLength;
            int real = OutputsOf(StepsOf(ref chunk, sequence)) * OutputSize;
            Span<float> own = adjoint.IsEmpty ? adjoint : adjoint.Slice(at, real);
            ReadOnlySpan<float> weights = WeightedLoss.OfSequences(lossWeights, OutputSteps, chunk.First + sequence, 1);
            loss += _loss(outputs.Slice(at, real), targets.Slice(at, real), own, weights, 0, scale);
        }

        return loss;
    }

    /// <summary>From the adjoint of the outputs down to the gradients of all weights.</summary>
    private void Backward(ref LayeredChunk chunk)
    {
        LayeredPlan plan = chunk.Plan;
        int vectors = chunk.Sequences * OutputSteps;
        ref float above = ref chunk.At(plan.ResultAdjoint);
        for (int vector = 0; Shape.IsLossOfSoftmax && vector < vectors; vector++)
            Softmax.Adjoint(ref Unsafe.Add(ref chunk.Output, vector * OutputSize), ref Unsafe.Add(ref above, vector * OutputSize), OutputSize);

        if (Head is not null)
        {
            ref float adjoint = ref chunk.At(plan.FeatureAdjoint);
            Head.Backward(ref Unsafe.Add(ref chunk.Weights, _headPacked), ref chunk.At(plan.Features), ref chunk.Output, ref above, ref adjoint, vectors);
            Head.WeightGradients(ref chunk.At(plan.Features), ref above, ref chunk.At(plan.Gradients + _headGradients), vectors);
            above = ref adjoint;
        }

        for (int layer = Layers.Length - 1; layer >= 0; layer--)
        {
            if (Shape.Directions > 1)
                Split(ref chunk, layer, ref above);
            for (int direction = 0; direction < Shape.Directions; direction++)
            {
                ref float adjoint = ref Shape.Directions > 1 ? ref chunk.At(plan.OutputAdjoints[direction]) : ref above;
                RunBack(ref chunk, layer, direction, ref adjoint);
                if (layer > 0 || !chunk.Context.InputGradients.IsEmpty)
                    AdjointOfInput(ref chunk, layer, direction);
            }

            if (IsDropped(ref chunk, layer))
                Mask(ref chunk, layer, ref chunk.At(plan.InputAdjoints[layer]), ref chunk.At(plan.InputAdjoints[layer]));
            if (IsResidual(layer))
                AddResidual(ref chunk, layer, ref above);
            above = ref chunk.At(plan.InputAdjoints[layer]);
        }
    }

    /// <summary>The adjoints of the two directions' outputs.</summary>
    private void Split(ref LayeredChunk chunk, int layer, ref float above)
    {
        LayerShape shape = Layers[layer].Shape;
        int width = WidthOf(layer);
        LayeredPlan plan = chunk.Plan;
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int vectors = shape.VectorsOf(StepsOf(ref chunk, sequence));
            int at = sequence * shape.OutputLength;
            int length = vectors * shape.OutputSize;
            DirectionMerging.Split(
                Shape.Merge,
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref above, sequence * shape.OutputSteps * width), vectors * width),
                chunk.Floats(plan.Outputs[layer][0] + at, length),
                chunk.Floats(plan.Outputs[layer][1] + at, length),
                chunk.Floats(plan.OutputAdjoints[0] + at, length),
                chunk.Floats(plan.OutputAdjoints[1] + at, length),
                shape.OutputSize);
        }
    }

    /// <summary>Back-propagation through time of one layer in one direction, and the gradients of its weights.</summary>
    private void RunBack(ref LayeredChunk chunk, int layer, int direction, ref float adjoint)
    {
        LayerKernels kernels = Layers[layer];
        LayerShape shape = kernels.Shape;
        ref float records = ref chunk.At(chunk.Plan.Records[layer][direction]);
        ref float output = ref OutputOf(ref chunk, layer, direction);
        ref float states = ref chunk.At(chunk.Plan.StateAdjoints);
        for (int sequence = 0, rows; sequence < chunk.Sequences; sequence += rows)
        {
            rows = RowsAt(ref chunk, sequence, shape.Rows);
            int steps = StepsOf(ref chunk, sequence);
            int at = sequence * shape.OutputLength;
            MemoryMarshal.CreateSpan(ref states, rows * 2 * shape.AdjointRecord).Clear();
            kernels.Backward(
                ref WeightsOf(ref chunk, layer, direction),
                ref Unsafe.Add(ref records, sequence * shape.SequenceRecords),
                ref Unsafe.Add(ref output, at),
                ref Unsafe.Add(ref adjoint, at),
                ref states,
                rows,
                steps);

            for (int row = 0; row < rows; row++)
            {
                int first = ((2 * row) + (steps % 2)) * shape.AdjointRecord;
                TakeInitialAdjoint(ref chunk, layer, direction, sequence + row, ref Unsafe.Add(ref states, first));
            }
        }

        WeightGradients(ref chunk, layer, direction, ref records, ref adjoint);
    }

    private void WeightGradients(ref LayeredChunk chunk, int layer, int direction, ref float records, ref float adjoint)
    {
        LayerKernels kernels = Layers[layer];
        LayerShape shape = kernels.Shape;
        ref float gradients = ref chunk.At(chunk.Plan.Gradients + _gradients[layer][direction]);
        ref float input = ref InputOf(ref chunk, layer, direction);
        if (!Shape.HasLengths)
        {
            kernels.WeightGradients(ref records, ref input, ref adjoint, ref gradients, chunk.Sequences, shape.Steps);
            return;
        }

        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            kernels.WeightGradients(
                ref Unsafe.Add(ref records, sequence * shape.SequenceRecords),
                ref Unsafe.Add(ref input, sequence * shape.InputLength),
                ref Unsafe.Add(ref adjoint, sequence * shape.OutputLength),
                ref gradients,
                1,
                StepsOf(ref chunk, sequence));
        }
    }

    /// <summary>The adjoint of a layer's input; the backward direction adds its part to the forward's.</summary>
    private void AdjointOfInput(ref LayeredChunk chunk, int layer, int direction)
    {
        LayerKernels kernels = Layers[layer];
        LayerShape shape = kernels.Shape;
        LayeredPlan plan = chunk.Plan;
        ref float adjoint = ref chunk.At(direction == 0 ? plan.InputAdjoints[layer] : plan.ReversedInputAdjoint);
        ref float weights = ref layer > 0
            ? ref Unsafe.Add(ref chunk.Weights, _inputPacked[layer][direction])
            : ref chunk.At(plan.InputWeights + (direction * shape.InputPackedLength));
        for (int sequence = 0, rows; sequence < chunk.Sequences; sequence += rows)
        {
            rows = RowsAt(ref chunk, sequence, shape.Rows);
            kernels.InputAdjoints(
                ref weights,
                ref chunk.At(plan.Records[layer][direction] + (sequence * shape.SequenceRecords)),
                ref Unsafe.Add(ref adjoint, sequence * shape.InputLength),
                rows,
                StepsOf(ref chunk, sequence));
        }

        for (int sequence = 0; direction == 1 && sequence < chunk.Sequences; sequence++)
        {
            int at = sequence * shape.InputLength;
            int length = StepsOf(ref chunk, sequence) * shape.InputSize;
            SequenceOps.AddReversed(chunk.Floats(plan.ReversedInputAdjoint + at, length), chunk.Floats(plan.InputAdjoints[layer] + at, length), shape.InputSize);
        }
    }

    /// <summary>What a residual layer adds to its output has the output's adjoint.</summary>
    private void AddResidual(ref LayeredChunk chunk, int layer, ref float above)
    {
        LayerShape shape = Layers[layer].Shape;
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int steps = StepsOf(ref chunk, sequence);
            if (steps == 0)
                continue;
            int length = shape.VectorsOf(steps) * shape.InputSize;
            ReadOnlySpan<float> adjoint = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref above, sequence * shape.OutputSteps * shape.InputSize), length);
            SequenceOps.Add(adjoint, LastSteps(ref chunk.At(chunk.Plan.InputAdjoints[layer]), sequence, shape, steps));
        }
    }

    /// <summary>The input of a layer as a direction read it.</summary>
    private ref float InputOf(scoped ref LayeredChunk chunk, int layer, int direction)
    {
        int[] places = direction == 1 ? chunk.Plan.ReversedInputs : IsDropped(ref chunk, layer) ? chunk.Plan.DroppedInputs : chunk.Plan.Inputs;
        int place = places[layer];
        return ref place == LayeredPlan.External ? ref chunk.Input : ref chunk.At(place);
    }

    /// <summary>What the kernels of a layer gave in a direction.</summary>
    private ref float OutputOf(scoped ref LayeredChunk chunk, int layer, int direction)
    {
        int place = chunk.Plan.Outputs[layer][direction];
        return ref place == LayeredPlan.External ? ref Above(ref chunk, layer) : ref chunk.At(place);
    }

    /// <summary>Packs the weights for the adjoints of the model's own inputs, which training does not need and so does not keep.</summary>
    private void PackInputWeights(ref LayeredChunk chunk, ReadOnlySpan<float> parameters)
    {
        LayerShape shape = Layers[0].Shape;
        for (int direction = 0; direction < Shape.Directions; direction++)
        {
            Layers[0].PackInputWeights(
                parameters.Slice(_parameters[0][direction], shape.ParameterLength),
                chunk.Floats(chunk.Plan.InputWeights + (direction * shape.InputPackedLength), shape.InputPackedLength));
        }
    }

    /// <summary>The adjoint of the lowest layer's input, in the order in which the sequences stand.</summary>
    private void KeepInputGradients(ref LayeredChunk chunk)
    {
        LayerShape shape = Layers[0].Shape;
        for (int sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            int length = StepsOf(ref chunk, sequence) * shape.InputSize;
            ReadOnlySpan<float> adjoint = chunk.Floats(chunk.Plan.InputAdjoints[0] + (sequence * shape.InputLength), length);
            Span<float> target = chunk.Context.InputGradients.Slice((chunk.First + sequence) * shape.InputLength, shape.InputLength);
            target[length..].Clear();
            if (Shape.IsReversed)
                SequenceOps.Reverse(adjoint, target, shape.InputSize);
            else
                adjoint.CopyTo(target);
        }
    }

    private void Unpack(ReadOnlySpan<float> packed, Span<float> gradients)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerShape shape = Layers[layer].Shape;
            for (int direction = 0; direction < Shape.Directions; direction++)
            {
                Layers[layer].Unpack(
                    packed.Slice(_gradients[layer][direction], shape.GradientLength),
                    gradients.Slice(_parameters[layer][direction], shape.ParameterLength));
            }
        }

        Head?.Unpack(packed.Slice(_headGradients, Head.GradientLength), gradients[_headParameters..]);
        SequenceOps.Add(packed[_learnedGradients..], gradients[^_learnedLength..]);
    }
}
