using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>A step cut into passes, with what lowering must know of each value.</summary>
internal sealed class StepPlan
{
    private readonly Dictionary<Value, int> _uses;
    private readonly HashSet<Value> _halved;
    private readonly ILookup<Value, Value> _readers;
    private readonly Dictionary<Value, int> _stepsBehind = [];

    private StepPlan(IReadOnlyList<Pass> passes, IReadOnlyList<Value> inMemory, ILookup<Value, Value> readers, HashSet<Value>? halved)
    {
        HalvesGates = halved is not null;
        Passes = passes;
        InMemory = inMemory;
        _readers = readers;
        _halved = halved ?? [];
        _uses = readers.ToDictionary(r => r.Key, r => r.Count(reader => !reader.IsProduct));
    }

    /// <summary>The passes, in order.</summary>
    public IReadOnlyList<Pass> Passes { get; }

    /// <summary>Computed values that a later pass reads: the vectors of its products, and what crosses from pass to pass.</summary>
    public IReadOnlyList<Value> InMemory { get; }

    /// <summary>Whether sigmoids are gates, which are computed from half their argument.</summary>
    public bool HalvesGates { get; }

    /// <summary>Plans the computation of <paramref name="roots"/> from <paramref name="given"/> values and leaves.</summary>
    /// <param name="roots">The results.</param>
    /// <param name="given">Values that stand in memory already: the tape, for an adjoint.</param>
    /// <param name="halvesGates">Whether sigmoid(z) may be computed from z / 2, the half being folded into the packed weights.</param>
    public static StepPlan Of(IReadOnlyList<Value> roots, IReadOnlyCollection<Value> given, bool halvesGates)
    {
        var known = new HashSet<Value>(given);
        bool IsGiven(Value v) => v.IsLeaf || known.Contains(v);
        List<Value> computed = Reachability.Of(roots, v => !IsGiven(v)).Where(v => !IsGiven(v)).ToList();
        Dictionary<Value, int> levels = PassLevels.Of(computed, IsGiven);
        List<Pass> passes = computed
            .GroupBy(v => (Level: levels[v], v.Length))
            .OrderBy(g => g.Key.Level).ThenBy(g => g.First().Id)
            .Select(g => new Pass(g.Key.Length, g.Where(v => v.IsProduct).ToList(), g.Where(v => !v.IsProduct).ToList()))
            .ToList();
        ILookup<Value, Value> readers = computed
            .SelectMany(v => v.Operands.Select(o => (Operand: o, Reader: v)))
            .ToLookup(pair => pair.Operand, pair => pair.Reader);
        return new StepPlan(passes, ReadLater(computed, levels), readers, halvesGates ? Halved(computed, roots, readers) : null);
    }

    /// <summary>How many elementwise values of the plan read the value.</summary>
    public int UsesOf(Value value) => _uses.TryGetValue(value, out int uses) ? uses : 0;

    /// <summary>The one value of the plan that reads the value, or null.</summary>
    public Value? SoleReaderOf(Value value) => _readers[value].Count() == 1 ? _readers[value].Single() : null;

    /// <summary>How many elementwise equations of the plan, one after the other, wait for the value at most.</summary>
    public int StepsBehind(Value value)
    {
        if (!_stepsBehind.TryGetValue(value, out int steps))
        {
            steps = _readers[value].Where(reader => !reader.IsProduct).Select(reader => 1 + StepsBehind(reader)).DefaultIfEmpty(0).Max();
            _stepsBehind.Add(value, steps);
        }

        return steps;
    }

    /// <summary>Whether the product is accumulated at half its size, because a gate's sigmoid alone reads it.</summary>
    public bool IsHalved(Value product) => _halved.Contains(product);

    private static List<Value> ReadLater(List<Value> computed, Dictionary<Value, int> levels)
    {
        var own = new HashSet<Value>(computed);
        IEnumerable<Value> vectors = computed.Where(v => v.IsProduct).SelectMany(v => AffineTerms.Of(v).Products.Select(p => p.Vector));
        IEnumerable<Value> crossing = computed.SelectMany(v => v.Operands.Where(o => own.Contains(o) && levels[o] < levels[v]));
        return vectors.Where(own.Contains).Concat(crossing).Distinct().OrderBy(v => v.Id).ToList();
    }

    private static HashSet<Value> Halved(List<Value> computed, IReadOnlyList<Value> roots, ILookup<Value, Value> readers)
    {
        bool IsGate(Value v) => v.Operator == Operator.Affine && !roots.Contains(v) && readers[v].All(r => r.Operator == Operator.Sigmoid);
        return new HashSet<Value>(computed.Where(IsGate));
    }
}
