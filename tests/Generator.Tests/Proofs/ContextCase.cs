using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Tests.Reference;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>A batch with its context, in numbers that floats hold exactly. Lengths run from none to all steps; two neighbours have the same.</summary>
internal sealed class ContextCase
{
    private const int Batch = 6;

    public ContextCase(RnnSpec spec, int seed, ReferenceDropout? dropout = null, bool givesStates = true)
    {
        Spec = spec;
        Dropout = dropout;
        var random = new RandomNumbers(seed);
        double[] Uniform(int length, double bound) => [.. random.Uniform(length, bound).Select(v => (double)v)];
        Parameters = Uniform(ParameterCatalog.Of(spec).Length, 1.2 / Math.Sqrt(spec.Hidden));
        Inputs = Uniform(Batch * spec.Steps * spec.Input, 1.5);
        Targets = [.. random.Targets(spec, Batch).Select(v => (double)v)];
        string[] kinds = spec.Cell == Cell.Lstm ? [Hidden, "c"] : [Hidden];
        States = kinds.ToDictionary(kind => kind, kind => Uniform(ReferenceContext.LengthOf(spec, kind, Batch), 0.8));
        Lengths = spec.VariableLength ? [.. Enumerable.Range(0, Batch).Select(sequence => Math.Min(spec.Steps, sequence - (sequence / 4)))] : [];
        Context = new ReferenceContext(spec.VariableLength ? Lengths : null, givesStates ? States : null);
    }

    public RnnSpec Spec { get; }

    public double[] Parameters { get; }

    public double[] Inputs { get; }

    public double[] Targets { get; }

    /// <summary>The kind of the first states: what stands in <c>AllHidden</c>.</summary>
    public string Hidden => Spec.Cell == Cell.Jordan ? "y" : "h";

    public Dictionary<string, double[]> States { get; }

    public int[] Lengths { get; }

    /// <summary>Whether the sequences begin with <see cref="States"/>; else as the model does by itself.</summary>
    public bool GivesStates => Context.Initial is not null;

    /// <summary>The masks of <c>Backpropagate</c>, or null.</summary>
    public ReferenceDropout? Dropout { get; }

    /// <summary>What <c>Predict</c> and <c>Evaluate</c> take.</summary>
    public ReferenceContext Context { get; }

    /// <summary>What <c>Backpropagate</c> takes.</summary>
    public ReferenceContext Training => Context with { Dropout = Dropout };
}
