using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>
/// Runs a declaration's equations in double precision, and its derived adjoint backwards through time, layers and directions. It shares the equations with
/// the generated code, and nothing of layout, schedule, printing, or of how the runtime composes layers.
/// </summary>
internal sealed class Interpreter
{
    private readonly double[] _parameters;

    /// <summary>An interpreter of a declaration with the given parameters, in torch's order and layout.</summary>
    public Interpreter(RnnSpec spec, double[] parameters)
        : this(spec, parameters, ParameterCatalog.Of(spec), [.. LayerSpec.Of(spec).Select(layer => ModelEquations.Of(layer.Spec))], HeadEquations.Of(spec))
    {
    }

    private Interpreter(RnnSpec spec, double[] parameters, ParameterCatalog catalog, IReadOnlyList<ModelEquations> layers, HeadEquations head)
    {
        Spec = spec;
        _parameters = parameters;
        Catalog = catalog;
        Layers = layers;
        Head = head;
    }

    /// <summary>The declaration.</summary>
    public RnnSpec Spec { get; }

    /// <summary>Where the parameters stand.</summary>
    public ParameterCatalog Catalog { get; }

    /// <summary>The equations of each layer, the lowest first.</summary>
    public IReadOnlyList<ModelEquations> Layers { get; }

    /// <summary>The equations of the head.</summary>
    public HeadEquations Head { get; }

    private int InputLength => Spec.Steps * Spec.Input;

    private int OutputLength => Spec.OutputSteps * Spec.OutputSize;

    /// <summary>The same declaration with other parameters.</summary>
    public Interpreter With(double[] parameters) => new(Spec, parameters, Catalog, Layers, Head);

    /// <summary>Floats from a place among the parameters on.</summary>
    public Rounded[] Parameters(int offset, int length) => Rounded.Exactly(_parameters[offset..][..length]);

    /// <summary>The states of a layer in one direction that are parameters, by kind; none where sequences begin at zero.</summary>
    public IReadOnlyDictionary<string, Rounded[]> LearnedStates(int layer, int direction) =>
        LearnedTensors(layer, direction).ToDictionary(tensor => tensor.Name[..1], tensor => Parameters(tensor.Offset, tensor.Length));

    /// <summary>Adds the adjoints of initial states to the gradients of those parameters.</summary>
    public void AddLearned(int layer, int direction, IReadOnlyDictionary<string, Rounded[]> adjoints, Rounded[] gradients)
    {
        foreach (ParameterTensor tensor in LearnedTensors(layer, direction))
        {
            Rounded[] adjoint = adjoints[tensor.Name[..1]];
            foreach (int unit in Enumerable.Range(0, tensor.Length))
            {
                gradients[tensor.Offset + unit] += adjoint[unit];
            }
        }
    }

    /// <summary>Their tensors: h0_l1_reverse.</summary>
    private IEnumerable<ParameterTensor> LearnedTensors(int layer, int direction) =>
        Catalog.Tensors.Where(tensor => tensor.Role == "InitialState" && tensor.Name[1..] == $"0_l{layer}{(direction == 1 ? "_reverse" : "")}");

    /// <summary>The mean loss of a batch, its output vectors weighted, one weight each or one a step.</summary>
    public Rounded Loss(double[] inputs, double[] targets, double[]? weights = null, ReferenceContext? context = null)
    {
        List<ReferenceSequence> sequences = [.. Sequences(inputs, targets, weights, context)];
        return Rounded.Sum(sequences.Select(s => s.Run(this).Loss(s.Targets, s.Weights))) / Terms(sequences);
    }

    /// <summary>The outputs of a batch; zeros, or the last output again, behind the end of a sequence.</summary>
    public Rounded[] Predict(double[] inputs, ReferenceContext? context = null) =>
        [.. Sequences(inputs, new double[inputs.Length / InputLength * OutputLength], null, context).SelectMany(s => s.Run(this).Predictions())];

    /// <summary>The final states of a batch by kind, in torch's layout.</summary>
    public IReadOnlyDictionary<string, Rounded[]> Final(double[] inputs, ReferenceContext? context = null)
    {
        int batch = inputs.Length / InputLength;
        var final = new StateSum(Spec, Layers[0], batch);
        foreach (ReferenceSequence sequence in Sequences(inputs, new double[batch * OutputLength], null, context))
        {
            sequence.Run(this).AddFinal(final, sequence.Index);
        }

        return final.Kinds;
    }

    /// <summary>The mean loss of a batch, and its gradients by everything that goes in.</summary>
    public ReferenceGradients Backpropagate(double[] inputs, double[] targets, double[]? weights = null, ReferenceContext? context = null)
    {
        List<ReferenceSequence> sequences = [.. Sequences(inputs, targets, weights, context)];
        var gradients = new Rounded[_parameters.Length];
        var states = new StateSum(Spec, Layers[0], sequences.Count);
        Rounded terms = Terms(sequences);
        Rounded loss = 0;
        List<Rounded> inputGradients = [];
        foreach (ReferenceSequence sequence in sequences)
        {
            SequenceRun run = sequence.Run(this);
            loss += run.Backward(sequence.Targets, sequence.Weights, 1 / terms, gradients, states, sequence.Index, beginsLearned: context?.Initial is null);
            inputGradients.AddRange(run.InputGradients);
        }

        return new ReferenceGradients(loss / terms, gradients, states.Kinds, [.. inputGradients]);
    }

    /// <summary>The terms of which a loss is the mean; 1 where there is none.</summary>
    private Rounded Terms(IReadOnlyList<ReferenceSequence> sequences)
    {
        Rounded terms = Rounded.Sum(sequences.SelectMany(s => s.Targets.Chunk(Spec.OutputSize).Zip(s.Weights, (target, weight) => weight * ReferenceLoss.Terms(Spec, target))));
        return terms.Value == 0 ? 1 : terms;
    }

    private IEnumerable<ReferenceSequence> Sequences(double[] inputs, double[] targets, double[]? weights, ReferenceContext? context)
    {
        context ??= ReferenceContext.None;
        int batch = inputs.Length / InputLength;
        for (int sequence = 0; sequence < batch; sequence++)
        {
            int steps = context.StepsOf(Spec, sequence);
            int vectors = Math.Min(steps, Spec.OutputSteps);
            double[] own = weights is null ? [.. Enumerable.Repeat(1.0, Spec.OutputSteps)]
                : weights.Length == batch * Spec.OutputSteps ? weights[(sequence * Spec.OutputSteps)..][..Spec.OutputSteps]
                : weights;
            yield return new ReferenceSequence(
                sequence,
                batch,
                Rounded.Exactly(inputs[(sequence * InputLength)..][..(steps * Spec.Input)]),
                Rounded.Exactly(targets[(sequence * OutputLength)..][..(vectors * Spec.OutputSize)]),
                Rounded.Exactly(own[..vectors]),
                context);
        }
    }
}
