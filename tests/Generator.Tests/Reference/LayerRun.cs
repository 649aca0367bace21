using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>One layer in one direction over one sequence, in double precision: its steps, and its derived adjoint backwards through time.</summary>
internal sealed class LayerRun
{
    private readonly ModelEquations _equations;
    private readonly List<GraphEvaluator> _steps = [];
    private readonly Dictionary<string, Rounded[]> _states;

    /// <summary>Runs the layer forwards.</summary>
    /// <param name="equations">Its equations.</param>
    /// <param name="parameters">The rows of a parameter block of this layer and direction.</param>
    /// <param name="inputs">The inputs in the order of reading.</param>
    /// <param name="initial">The initial states by name; those that are missing are zero.</param>
    /// <param name="mask">The mask of the recurrent products, so many elements, or null for ones; asked for where the equations have one.</param>
    public LayerRun(
        ModelEquations equations,
        Func<ParameterBlock, Rounded[]> parameters,
        IEnumerable<Rounded[]> inputs,
        IReadOnlyDictionary<string, Rounded[]> initial,
        Func<int, Rounded[]?> mask)
    {
        _equations = equations;
        StepGraph layer = equations.Training;
        _states = layer.States.ToDictionary(s => s.Name, s => initial.TryGetValue(s.Name, out Rounded[]? given) ? given : new Rounded[s.Previous.Length]);
        foreach (Rounded[] input in inputs)
        {
            var given = layer.States.ToDictionary(s => s.Previous, s => _states[s.Name]);
            given[layer.Input] = input;
            if (layer.Mask is { Elements: var elements })
            {
                given[elements] = mask(elements.Length) ?? [.. Enumerable.Repeat((Rounded)1, elements.Length)];
            }

            var step = new GraphEvaluator(parameters, given);
            _states = layer.States.ToDictionary(s => s.Name, s => step[s.Next]);
            _steps.Add(step);
        }
    }

    /// <summary>The outputs of the steps, in the order of reading.</summary>
    public IReadOnlyList<Rounded[]> Outputs => [.. _steps.Select(step => step[_equations.Training.Output])];

    /// <summary>The states after the last step, or the initial ones where there was none.</summary>
    public IReadOnlyDictionary<string, Rounded[]> Final => _states;

    /// <summary>The first of them, which is the output: the hidden state, where there is one.</summary>
    public Rounded[] FinalOutput => _states[_equations.Training.States[0].Name];

    /// <summary>Runs the adjoint backwards.</summary>
    /// <param name="outputs">The adjoints of all outputs; null where the final hidden state alone counts.</param>
    /// <param name="finalHidden">The adjoint of the final hidden state, or null.</param>
    /// <param name="addWeight">Takes the gradient of a parameter block at one step.</param>
    /// <returns>The adjoints of the inputs, in the order of reading, and of the initial states.</returns>
    public (IReadOnlyList<Rounded[]> Inputs, IReadOnlyDictionary<string, Rounded[]> Initial) Backward(
        IReadOnlyList<Rounded[]>? outputs, Rounded[]? finalHidden, Action<WeightGradient, GraphEvaluator> addWeight)
    {
        StepAdjoint adjoint = _equations.LayerAdjoint;
        Dictionary<string, Rounded[]> incoming = adjoint.States.ToDictionary(s => s.Name, s => new Rounded[s.Incoming.Length]);
        if (finalHidden is not null)
        {
            incoming[adjoint.States[0].Name] = finalHidden;
        }

        var inputs = new Rounded[_steps.Count][];
        for (int t = _steps.Count - 1; t >= 0; t--)
        {
            GraphEvaluator step = _steps[t];
            foreach (StateAdjoint state in adjoint.States)
            {
                step.Give(state.Incoming, incoming[state.Name]);
            }

            if (adjoint.Output is not null)
            {
                step.Give(adjoint.Output, outputs![t]);
            }

            foreach (WeightGradient weight in adjoint.Weights)
            {
                addWeight(weight, step);
            }

            inputs[t] = step[adjoint.Input!];
            incoming = adjoint.States.ToDictionary(s => s.Name, s => step[s.Outgoing]);
        }

        return (inputs, incoming);
    }
}
