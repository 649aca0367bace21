using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Gradients;

/// <summary>Derives the adjoint of a step: one reverse sweep over its values (Werbos, "Backpropagation through time", 1990).</summary>
internal static class Differentiator
{
    /// <summary>The adjoint of <paramref name="step"/>.</summary>
    /// <param name="step">The step; its graph grows by the adjoint's values.</param>
    /// <param name="readsOutputAdjoint">Whether an adjoint of the output is given at this step.</param>
    /// <param name="givesInputAdjoint">Whether the adjoint of the input is wanted.</param>
    public static StepAdjoint Differentiate(StepGraph step, bool readsOutputAdjoint, bool givesInputAdjoint)
    {
        Graph graph = step.Graph;
        int forwardValues = graph.Values.Count;
        var adjoints = new Dictionary<Value, Value>();
        var incoming = step.States.ToDictionary(s => s.Name, s => graph.Input(AdjointName(s.Next), s.Next.Length));
        foreach (StateUpdate state in step.States)
        {
            Accumulate(adjoints, state.Next, incoming[state.Name]);
        }

        Value? output = readsOutputAdjoint ? graph.Input("dOutput", step.Output.Length) : null;
        if (output is not null)
        {
            Accumulate(adjoints, step.Output, output);
        }

        List<WeightGradient> weights = Sweep(graph, forwardValues, adjoints);
        List<StateAdjoint> states = step.States
            .Select(s => new StateAdjoint(s.Name, incoming[s.Name], AdjointOf(adjoints, s.Previous)))
            .ToList();
        Value? input = givesInputAdjoint ? AdjointOf(adjoints, step.Input) : null;
        foreach ((Value adjoint, string name) in states.Select(s => (s.Outgoing, s.Incoming.Name)).Append((input!, AdjointName(step.Input))))
        {
            if (adjoint is { IsLeaf: false })
            {
                adjoint.Name = name;
            }
        }

        List<Value> results = [.. states.Select(s => s.Outgoing), .. weights.Select(w => w.Delta)];
        if (input is not null)
        {
            results.Add(input);
        }

        return new StepAdjoint(step, states, output, input, weights, TapeOf(results, weights, forwardValues));
    }

    private static List<WeightGradient> Sweep(Graph graph, int forwardValues, Dictionary<Value, Value> adjoints)
    {
        var weights = new List<WeightGradient>();
        for (int id = forwardValues - 1; id >= 0; id--)
        {
            Value value = graph.Values[id];
            if (value.IsLeaf || !adjoints.TryGetValue(value, out Value? adjoint))
            {
                continue;
            }

            if (value.Name.Length > 0 && adjoint.Name.Length == 0)
            {
                adjoint.Name = AdjointName(value);
            }

            weights.AddRange(AdjointRules.Weights(value, adjoint));
            foreach ((Value operand, Value contribution) in AdjointRules.Operands(value, adjoint))
            {
                if (operand.Operator is not (Operator.Parameter or Operator.Constant))
                {
                    Accumulate(adjoints, operand, contribution);
                }
            }
        }

        weights.Reverse();
        return weights;
    }

    private static void Accumulate(Dictionary<Value, Value> adjoints, Value value, Value contribution) =>
        adjoints[value] = adjoints.TryGetValue(value, out Value? sum) ? sum + contribution : contribution;

    private static Value AdjointOf(Dictionary<Value, Value> adjoints, Value value) =>
        adjoints.TryGetValue(value, out Value? adjoint) ? adjoint : value.Graph.Constant(0f, value.Length);

    private static List<Value> TapeOf(IEnumerable<Value> results, IEnumerable<WeightGradient> weights, int forwardValues)
    {
        var read = new HashSet<Value>(weights.Where(w => w.Source is not null).Select(w => w.Source!));
        IReadOnlyList<Value> needed = Reachability.Of(results.Where(r => r.Id >= forwardValues), v => v.Id >= forwardValues);
        read.UnionWith(needed.Where(v => v.Id < forwardValues));
        return read.Where(v => v.Operator is not (Operator.Parameter or Operator.Constant)).OrderBy(v => v.Id).ToList();
    }

    /// <summary>"dH" for h: the capital keeps "do" from being a keyword of C#.</summary>
    private static string AdjointName(Value value) => "d" + char.ToUpperInvariant(value.Name[0]) + value.Name.Substring(1);
}
