using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>What a batch brings beside inputs and targets, in double precision.</summary>
/// <param name="Lengths">The steps of each sequence, or null where all have as many as declared.</param>
/// <param name="Initial">The initial states by kind ("h", "c", "y"), each [layers * directions, batch, units] as torch has them, or null for the learned ones, or zeros.</param>
/// <param name="Dropout">The masks of dropout, or null where nothing is dropped.</param>
internal sealed record ReferenceContext(int[]? Lengths = null, IReadOnlyDictionary<string, double[]>? Initial = null, ReferenceDropout? Dropout = null)
{
    /// <summary>No context.</summary>
    public static ReferenceContext None { get; } = new();

    /// <summary>The steps of a sequence.</summary>
    public int StepsOf(RnnSpec spec, int sequence) => Lengths is null ? spec.Steps : Lengths[sequence];

    /// <summary>The initial states of a layer in one direction for one sequence.</summary>
    public IReadOnlyDictionary<string, Rounded[]> StatesOf(RnnSpec spec, int layer, int direction, int sequence, int batch) =>
        Initial!.ToDictionary(kind => kind.Key, kind => Rounded.Exactly(kind.Value[PlaceOf(spec, kind.Key, layer, direction, sequence, batch)..][..UnitsOf(spec, kind.Key, layer)]));

    /// <summary>The first number of a state within its kind.</summary>
    public static int PlaceOf(RnnSpec spec, string kind, int layer, int direction, int sequence, int batch)
    {
        int below = Enumerable.Range(0, layer).Sum(l => spec.Directions * UnitsOf(spec, kind, l));
        int units = UnitsOf(spec, kind, layer);
        return ((below + (direction * units)) * batch) + (sequence * units);
    }

    /// <summary>The numbers of all states of a kind.</summary>
    public static int LengthOf(RnnSpec spec, string kind, int batch) => PlaceOf(spec, kind, spec.Layers, 0, 0, batch);

    private static int UnitsOf(RnnSpec spec, string kind, int layer) => layer == spec.Layers ? 0 : kind switch
    {
        "y" => spec.Output,
        "h" when spec.Projection > 0 => spec.Projection,
        _ => spec.HiddenOf(layer),
    };
}
