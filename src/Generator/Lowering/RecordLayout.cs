using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>The memory of one time step: its values one after the other, each padded to whole vectors; what stands in the padding is of no account.</summary>
internal sealed class RecordLayout
{
    private readonly Dictionary<Value, int> _offsets = [];

    /// <summary>Lays out the values in the order given.</summary>
    /// <param name="values">The values.</param>
    /// <param name="padding">Floats to which each is padded: the model's widest vectors, so that a record means the same to kernels of every width.</param>
    public RecordLayout(IEnumerable<Value> values, int padding)
    {
        foreach (Value value in values.Distinct())
        {
            _offsets.Add(value, Stride);
            Stride += Tiling.Padded(value.Length, padding);
        }
    }

    /// <summary>Floats of one record.</summary>
    public int Stride { get; }

    /// <summary>The values that have a place.</summary>
    public IReadOnlyCollection<Value> Values => _offsets.Keys;

    /// <summary>The place of a value within the record.</summary>
    public int OffsetOf(Value value) => _offsets[value];
}
