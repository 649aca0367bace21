using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>
/// Runs a declaration's equations in double precision, and its derived adjoint backwards through time. It shares the equations with the
/// generated code, and nothing of layout, schedule or printing.
/// </summary>
internal sealed class Interpreter
{
    private readonly RnnSpec _spec;
    private readonly ModelEquations _equations;
    private readonly ParameterCatalog _catalog;
    private readonly double[] _parameters;

    /// <summary>An interpreter of a declaration with the given parameters, in torch's order and layout.</summary>
    public Interpreter(RnnSpec spec, double[] parameters)
        : this(spec, ModelEquations.Of(spec), ParameterCatalog.Of(spec), parameters)
    {
    }

    private Interpreter(RnnSpec spec, ModelEquations equations, ParameterCatalog catalog, double[] parameters)
    {
        _spec = spec;
        _equations = equations;
        _catalog = catalog;
        _parameters = parameters;
    }

    private StepGraph Layer => _equations.Layer;

    private StepAdjoint Adjoint => _equations.LayerAdjoint;

    private int InputLength => _spec.Steps * _spec.Input;

    private int OutputLength => _spec.OutputSteps * _spec.OutputSize;

    /// <summary>The same declaration with other parameters.</summary>
    public Interpreter With(double[] parameters) => new(_spec, _equations, _catalog, parameters);

    /// <summary>The mean loss of a batch, its output vectors weighted, one weight each or one a step.</summary>
    public double Loss(double[] inputs, double[] targets, double[]? weights = null) =>
        Sequences(inputs, targets, weights).Sum(s => Loss(Forward(s.Inputs), s.Targets, s.Weights)) / Terms(inputs, targets, weights);

    /// <summary>The outputs of a batch.</summary>
    public double[] Predict(double[] inputs) =>
        [.. inputs.Chunk(InputLength).SelectMany(sequence => OutputsOf(Forward(sequence)))];

    /// <summary>
    /// The mean loss of a batch, its gradient by all parameters, and for each of these the sum of the sizes of its terms over sequences and steps:
    /// where terms cancel, it is that sum to which the rounding of floats is in proportion.
    /// </summary>
    public (double Loss, double[] Gradients, double[] Sizes) Backpropagate(double[] inputs, double[] targets, double[]? weights = null)
    {
        var gradients = new GradientSum(new double[_parameters.Length], new double[_parameters.Length]);
        double terms = Terms(inputs, targets, weights);
        double loss = Sequences(inputs, targets, weights).Sum(s => Backpropagate(s.Inputs, s.Targets, s.Weights, 1 / terms, gradients));
        return (loss / terms, gradients.Values, gradients.Sizes);
    }

    /// <summary>The terms of which a loss is the mean.</summary>
    private double Terms(double[] inputs, double[] targets, double[]? weights) => Sequences(inputs, targets, weights)
        .Sum(s => s.Targets.Chunk(_spec.OutputSize).Zip(s.Weights).Sum(row => row.Second * ReferenceLoss.Terms(_spec, row.First)));

    private IEnumerable<(double[] Inputs, double[] Targets, double[] Weights)> Sequences(double[] inputs, double[] targets, double[]? weights)
    {
        int batch = inputs.Length / InputLength;
        double[] all = weights is null ? [.. Enumerable.Repeat(1.0, batch * _spec.OutputSteps)]
            : weights.Length == batch * _spec.OutputSteps ? weights
            : [.. Enumerable.Repeat(weights, batch).SelectMany(w => w)];
        return inputs.Chunk(InputLength).Zip(targets.Chunk(OutputLength), all.Chunk(_spec.OutputSteps));
    }

    private double Loss(List<GraphEvaluator> steps, double[] targets, double[] weights)
    {
        IEnumerable<GraphEvaluator> heads = steps.Skip(_spec.Steps - _spec.OutputSteps).Select(HeadOf);
        return heads.Zip(targets.Chunk(_spec.OutputSize), weights)
            .Sum(row => row.Third * ReferenceLoss.Of(_spec, row.First[_equations.LossHead.Output], row.Second).Loss);
    }

    /// <summary>The head up to what the loss reads, at one step.</summary>
    private GraphEvaluator HeadOf(GraphEvaluator step) =>
        new(Rows, new Dictionary<Value, double[]> { [_equations.LossHead.Input] = step[Layer.Output] });

    private double Backpropagate(double[] inputs, double[] targets, double[] weights, double scale, GradientSum gradients)
    {
        List<GraphEvaluator> steps = Forward(inputs);
        Dictionary<Value, double[]> incoming = Adjoint.States.ToDictionary(s => s.Incoming, s => new double[s.Incoming.Length]);
        double loss = 0;
        for (int t = _spec.Steps - 1; t >= 0; t--)
        {
            GraphEvaluator step = steps[t];
            double[]? hiddenAdjoint = null;
            if (_spec.Returns == Returns.Sequence || t == _spec.Steps - 1)
            {
                double[] target = targets[(_spec.Returns == Returns.Sequence ? t * _spec.OutputSize : 0)..][.._spec.OutputSize];
                double weight = weights[_spec.Returns == Returns.Sequence ? t : 0];
                loss += weight * HeadAdjoint(step, target, weight * scale, gradients, out hiddenAdjoint);
            }

            foreach ((Value state, double[] adjoint) in incoming)
            {
                bool isFinalHidden = Adjoint.Output is null && state.Name == "dH" && hiddenAdjoint is not null;
                step.Give(state, isFinalHidden ? [.. adjoint.Zip(hiddenAdjoint!, (a, b) => a + b)] : adjoint);
            }

            if (Adjoint.Output is not null)
            {
                step.Give(Adjoint.Output, hiddenAdjoint!);
            }

            AddWeights(Adjoint.Weights, step, gradients);
            incoming = Adjoint.States.ToDictionary(s => s.Incoming, s => step[s.Outgoing]);
        }

        return loss;
    }

    private double HeadAdjoint(GraphEvaluator step, double[] target, double scale, GradientSum gradients, out double[] hiddenAdjoint)
    {
        StepAdjoint head = _equations.HeadAdjoint;
        GraphEvaluator evaluator = HeadOf(step);
        (double loss, double[] adjoint) = ReferenceLoss.Of(_spec, evaluator[head.Step.Output], target);
        evaluator.Give(head.Output!, [.. adjoint.Select(a => a * scale)]);
        AddWeights(head.Weights, evaluator, gradients);
        hiddenAdjoint = evaluator[head.Input!];
        return loss;
    }

    private List<GraphEvaluator> Forward(double[] inputs)
    {
        var steps = new List<GraphEvaluator>();
        Dictionary<Value, double[]> states = Layer.States.ToDictionary(s => s.Previous, s => new double[s.Previous.Length]);
        foreach (double[] input in inputs.Chunk(_spec.Input))
        {
            var step = new GraphEvaluator(Rows, new Dictionary<Value, double[]>(states) { [Layer.Input] = input });
            states = Layer.States.ToDictionary(s => s.Previous, s => step[s.Next]);
            steps.Add(step);
        }

        return steps;
    }

    private IEnumerable<double> OutputsOf(List<GraphEvaluator> steps)
    {
        foreach (GraphEvaluator step in steps.Skip(_spec.Steps - _spec.OutputSteps))
        {
            var head = new GraphEvaluator(Rows, new Dictionary<Value, double[]> { [_equations.Head.Input] = step[Layer.Output] });
            double[] output = head[_equations.Head.Output];
            foreach (double y in _spec.OutputActivation == Activation.Softmax ? ReferenceLoss.Softmax(output) : output)
            {
                yield return y;
            }
        }
    }

    private void AddWeights(IEnumerable<WeightGradient> weights, GraphEvaluator step, GradientSum gradients)
    {
        foreach (WeightGradient weight in weights)
        {
            double[] delta = step[weight.Delta];
            double[] source = weight.Source is null ? [1.0] : step[weight.Source];
            int offset = _catalog.OffsetOf(weight.Block);
            if (weight.IsDiagonal)
            {
                foreach (int unit in Enumerable.Range(0, delta.Length))
                {
                    gradients.Add(offset + unit, delta[unit] * source[unit]);
                }

                continue;
            }

            for (int row = 0; row < delta.Length; row++)
            {
                for (int column = 0; column < source.Length; column++)
                {
                    gradients.Add(offset + (row * source.Length) + column, delta[row] * source[column]);
                }
            }
        }
    }

    private double[] Rows(ParameterBlock block)
    {
        int length = block.Rows * (block.IsMatrix ? block.Columns : 1);
        return _parameters[_catalog.OffsetOf(block)..][..length];
    }

    private sealed record GradientSum(double[] Values, double[] Sizes)
    {
        public void Add(int index, double term)
        {
            Values[index] += term;
            Sizes[index] += Math.Abs(term);
        }
    }
}
