using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>One sequence on its way through all layers and the head, and back.</summary>
internal sealed class SequenceRun
{
    private readonly Interpreter _model;
    private readonly List<IReadOnlyList<Rounded[]>> _inputs = [];
    private readonly List<LayerRun[]> _layers = [];
    private readonly List<Rounded[]?> _masks = [];
    private readonly IReadOnlyList<Rounded[]> _features;

    /// <summary>Runs a sequence forwards.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequence">[steps, input]: its real steps alone.</param>
    /// <param name="initial">The initial states of a layer in a direction.</param>
    /// <param name="mask">What multiplies each input of a layer, or null.</param>
    /// <param name="recurrentMask">What multiplies the state of a layer in a direction, so many elements, on its way into the recurrent products, or null.</param>
    public SequenceRun(
        Interpreter model,
        Rounded[] sequence,
        Func<int, int, IReadOnlyDictionary<string, Rounded[]>> initial,
        Func<int, Rounded[]?> mask,
        Func<int, int, int, Rounded[]?> recurrentMask)
    {
        _model = model;
        IReadOnlyList<Rounded[]> x = [.. sequence.Chunk(Spec.Input)];
        x = Spec.Reverse ? [.. x.Reverse()] : x;
        for (int layer = 0; layer < Spec.Layers; layer++)
        {
            _inputs.Add(x);
            _masks.Add(mask(layer));
            int index = layer;
            IReadOnlyList<Rounded[]> read = [.. x.Select(v => Masked(index, v))];
            _layers.Add([.. Enumerable.Range(0, Spec.Directions).Select(d => new LayerRun(model.Layers[index], block => Rows(index, d, block), d == 0 ? read : read.Reverse(), initial(index, d), width => recurrentMask(index, d, width)))]);
            x = OutputsOf(layer);
        }

        _features = x;
    }

    /// <summary>The gradients of the loss by the inputs, [declared steps, input]; after <see cref="Backward"/>.</summary>
    public IReadOnlyList<Rounded> InputGradients { get; private set; } = [];

    private RnnSpec Spec => _model.Spec;

    /// <summary>Steps of the sequence.</summary>
    private int Steps => _inputs[0].Count;

    /// <summary>The outputs of the model, as many as are declared.</summary>
    public IEnumerable<Rounded> Predictions()
    {
        Rounded[] last = new Rounded[Spec.OutputSize];
        foreach (Rounded[] feature in _features)
        {
            last = HeadOf(_model.Head.Prediction, feature)[_model.Head.Prediction.Output];
            last = Spec.OutputActivation == Activation.Softmax ? [.. Rounded.Softmax(last)] : last;
            foreach (Rounded y in last)
            {
                yield return y;
            }
        }

        foreach (Rounded y in Enumerable.Repeat(Spec.RepeatLastOutput ? last : new Rounded[Spec.OutputSize], Spec.OutputSteps - _features.Count).SelectMany(y => y))
        {
            yield return y;
        }
    }

    /// <summary>Adds the states after the last step to those of the batch.</summary>
    public void AddFinal(StateSum states, int sequence)
    {
        for (int layer = 0; layer < Spec.Layers; layer++)
        {
            for (int direction = 0; direction < Spec.Directions; direction++)
            {
                states.Set(layer, direction, sequence, _layers[layer][direction].Final);
            }
        }
    }

    /// <summary>The sum of the loss.</summary>
    public Rounded Loss(Rounded[] targets, Rounded[] weights)
    {
        StepGraph head = _model.Head.Adjoint.Step;
        return Rounded.Sum(_features.Zip(targets.Chunk(Spec.OutputSize), weights)
            .Select(row => row.Third * ReferenceLoss.Of(Spec, HeadOf(head, row.First)[head.Output], row.Second).Loss));
    }

    /// <summary>The sum of the loss; adds the gradients of scale times it.</summary>
    public Rounded Backward(Rounded[] targets, Rounded[] weights, Rounded scale, Rounded[] gradients, StateSum states, int sequence, bool beginsLearned)
    {
        Rounded loss = 0;
        List<Rounded[]> adjoints = [];
        foreach ((Rounded[] feature, Rounded[] target, Rounded weight) in _features.Zip(targets.Chunk(Spec.OutputSize), weights))
        {
            loss += weight * HeadAdjoint(feature, target, weight * scale, gradients, out Rounded[] adjoint);
            adjoints.Add(adjoint);
        }

        // The final state of a sequence without steps has an output, but none that counts.
        adjoints.AddRange(_features.Skip(adjoints.Count).Select(feature => new Rounded[feature.Length]));
        for (int layer = Spec.Layers - 1; layer >= 0; layer--)
        {
            adjoints = [.. BelowOf(layer, adjoints, gradients, states, sequence, beginsLearned)];
        }

        adjoints = Spec.Reverse ? [.. Enumerable.Reverse(adjoints)] : adjoints;
        InputGradients = [.. adjoints.SelectMany(a => a), .. new Rounded[(Spec.Steps - Steps) * Spec.Input]];
        return loss;
    }

    /// <summary>Whether each step of the layer gives something: all but the top one do, and that too where the declaration says so.</summary>
    private bool IsSequence(int layer) => layer < Spec.Layers - 1 || Spec.Returns == Returns.Sequence;

    private Rounded[] Masked(int layer, Rounded[] values) => _masks[layer] is { } mask ? [.. values.Zip(mask, (v, m) => v * m)] : values;

    private bool IsResidual(int layer) => Spec.Residual && layer > 0;

    /// <summary>What a layer gives to the one above, or to the head: its directions merged, its input, undropped, added where it is a residual layer.</summary>
    private IReadOnlyList<Rounded[]> OutputsOf(int layer)
    {
        LayerRun[] runs = _layers[layer];
        Rounded[] Residual(Rounded[] output, Rounded[] input) => IsResidual(layer) ? [.. output.Zip(input, (y, x) => y + x)] : output;
        return IsSequence(layer)
            ? [.. Enumerable.Range(0, runs[0].Outputs.Count).Select(t => Residual(Merged(runs, run => run.Outputs[At(runs, run, t)]), _inputs[layer][t]))]
            : [_inputs[layer].Count == 0 ? Merged(runs, run => run.FinalOutput) : Residual(Merged(runs, run => run.FinalOutput), _inputs[layer][^1])];
    }

    /// <summary>The place, in the order in which a direction reads, of a step in the order of time.</summary>
    private static int At(LayerRun[] runs, LayerRun run, int t) => ReferenceEquals(run, runs[0]) ? t : run.Outputs.Count - 1 - t;

    private Rounded[] Merged(LayerRun[] runs, Func<LayerRun, Rounded[]> output)
    {
        Rounded[] forward = output(runs[0]);
        if (runs.Length == 1)
        {
            return forward;
        }

        Rounded[] backward = output(runs[1]);
        return Spec.Merge switch
        {
            Merge.Concat => [.. forward, .. backward],
            Merge.Sum => [.. forward.Zip(backward, (f, b) => f + b)],
            Merge.Product => [.. forward.Zip(backward, (f, b) => f * b)],
            _ => [.. forward.Zip(backward, (f, b) => (f + b) / 2)],
        };
    }

    /// <summary>The adjoint of one direction's output, from that of the merged one.</summary>
    private Rounded[] Part(LayerRun[] runs, int direction, Rounded[] adjoint, Func<LayerRun, Rounded[]> output)
    {
        int units = output(runs[0]).Length;
        return runs.Length == 1
            ? adjoint
            : Spec.Merge switch
            {
                Merge.Concat => adjoint[(direction * units)..][..units],
                Merge.Sum => adjoint,
                Merge.Product => [.. adjoint.Zip(output(runs[1 - direction]), (d, other) => d * other)],
                _ => [.. adjoint.Select(d => d / 2)],
            };
    }

    /// <summary>From the adjoints of a layer's outputs to those of its inputs.</summary>
    private IEnumerable<Rounded[]> BelowOf(int layer, List<Rounded[]> adjoints, Rounded[] gradients, StateSum states, int sequence, bool beginsLearned)
    {
        LayerRun[] runs = _layers[layer];
        int steps = _inputs[layer].Count;
        var below = _inputs[layer].Select(x => new Rounded[x.Length]).ToList();
        for (int direction = 0; direction < runs.Length; direction++)
        {
            int index = direction;
            int Time(int t) => index == 0 ? t : steps - 1 - t;
            LayerRun run = runs[direction];
            IReadOnlyList<Rounded[]>? outputs = IsSequence(layer)
                ? [.. Enumerable.Range(0, steps).Select(t => Part(runs, index, adjoints[Time(t)], r => r.Outputs[At(runs, r, Time(t))]))]
                : null;
            Rounded[]? final = IsSequence(layer) ? null : Part(runs, direction, adjoints[0], r => r.FinalOutput);
            (IReadOnlyList<Rounded[]> inputs, IReadOnlyDictionary<string, Rounded[]> initial) = run.Backward(outputs, final, (weight, step) => AddWeight(weight, step, gradients, block => NameIn(layer, index, block)));
            states.Set(layer, direction, sequence, initial);
            if (beginsLearned)
            {
                _model.AddLearned(layer, direction, initial, gradients);
            }

            for (int t = 0; t < steps; t++)
            {
                below[Time(t)] = [.. below[Time(t)].Zip(Masked(layer, inputs[t]), (a, b) => a + b)];
            }
        }

        for (int output = 0; IsResidual(layer) && steps > 0 && output < adjoints.Count; output++)
        {
            int t = steps - adjoints.Count + output;
            below[t] = [.. below[t].Zip(adjoints[output], (a, b) => a + b)];
        }

        return below;
    }

    private Rounded HeadAdjoint(Rounded[] feature, Rounded[] target, Rounded scale, Rounded[] gradients, out Rounded[] featureAdjoint)
    {
        StepAdjoint head = _model.Head.Adjoint;
        GraphEvaluator evaluator = HeadOf(head.Step, feature);
        (Rounded loss, Rounded[] adjoint) = ReferenceLoss.Of(Spec, evaluator[head.Step.Output], target);
        evaluator.Give(head.Output!, [.. adjoint.Select(a => a * scale)]);
        foreach (WeightGradient weight in head.Weights)
        {
            AddWeight(weight, evaluator, gradients, block => block);
        }

        featureAdjoint = evaluator[head.Input!];
        return loss;
    }

    private GraphEvaluator HeadOf(StepGraph head, Rounded[] feature) => new(Rows, new Dictionary<Value, Rounded[]> { [head.Input] = feature });

    private void AddWeight(WeightGradient weight, GraphEvaluator step, Rounded[] gradients, Func<ParameterBlock, ParameterBlock> inModel)
    {
        Rounded[] delta = step[weight.Delta];
        Rounded[] source = weight.Source is null ? [1.0] : step[weight.Source];
        int offset = _model.Catalog.OffsetOf(inModel(weight.Block));
        if (weight.IsDiagonal)
        {
            foreach (int unit in Enumerable.Range(0, delta.Length))
            {
                gradients[offset + unit] += delta[unit] * source[unit];
            }

            return;
        }

        for (int row = 0; row < delta.Length; row++)
        {
            for (int column = 0; column < source.Length; column++)
            {
                gradients[offset + (row * source.Length) + column] += delta[row] * source[column];
            }
        }
    }

    private Rounded[] Rows(int layer, int direction, ParameterBlock block) => Rows(NameIn(layer, direction, block));

    private Rounded[] Rows(ParameterBlock block) => _model.Parameters(_model.Catalog.OffsetOf(block), block.Rows * (block.IsMatrix ? block.Columns : 1));

    /// <summary>torch's name of a layer's parameter: weight_ih_l1_reverse.</summary>
    private static ParameterBlock NameIn(int layer, int direction, ParameterBlock block) =>
        block with { Parameter = block.Parameter.Replace("_l0", $"_l{layer}{(direction == 1 ? "_reverse" : "")}", StringComparison.Ordinal) };
}
