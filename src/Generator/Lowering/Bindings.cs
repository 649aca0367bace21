using System.Collections.Generic;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Where the elements of a vector stand.</summary>
/// <param name="At">The first element.</param>
/// <param name="IsPadded">Whether whole vectors may be read and written there; else not a float beyond the last element.</param>
internal sealed record Location(Memory At, bool IsPadded);

/// <summary>Where a step finds the values it is given and leaves those it makes.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<Value, Location> _reads = [];
    private readonly Dictionary<Value, Location> _writes = [];

    /// <summary>The value can be read there.</summary>
    public void Read(Value value, Location location) => _reads[value] = location;

    /// <summary>The value must be written there.</summary>
    public void Write(Value value, Location location) => _writes[value] = location;

    /// <summary>The value need not be written after all.</summary>
    public void Drop(Value value) => _writes.Remove(value);

    /// <summary>Where the value can be read: where it was given, or where it was written.</summary>
    public Location Source(Value value) => _reads.TryGetValue(value, out Location? location) ? location : _writes[value];

    /// <summary>Where the value must be written, or null.</summary>
    public Location? Target(Value value) => _writes.TryGetValue(value, out Location? location) ? location : null;

    /// <summary>The values that must be written.</summary>
    public IReadOnlyCollection<Value> Written => _writes.Keys;
}
