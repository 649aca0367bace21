using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace Unrolled;

/// <summary>
/// Where each parameter of a model lies in one flat span, the canonical layout: torch.nn's order, one tensor after the other, row-major, unpadded.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterLayout : IReadOnlyList<ParameterInfo>
{
    private readonly ParameterInfo[] _parameters;
    private readonly int[] _offsets;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Lays the parameters out in the order given.</summary>
    /// <exception cref="ArgumentException">Two have the same name, or one has no elements or rows that its gates do not divide.</exception>
    public ParameterLayout(params ReadOnlySpan<ParameterInfo> parameters)
    {
        _parameters = parameters.ToArray();
        _offsets = new int[_parameters.Length];
        for (int i = 0; i < _parameters.Length; i++)
        {
            ParameterInfo info = _parameters[i];
            if (info.Rows < 1 || info.Columns < 0 || info.FanIn < 1 || info.Rows % info.BlockCount != 0)
                throw new ArgumentException($"{info} with gates '{info.Gates}' and fan-in {info.FanIn} is no parameter.", nameof(parameters));
            if (!_indices.TryAdd(info.Name, i))
                throw new ArgumentException($"Two parameters have the name {info.Name}.", nameof(parameters));
            _offsets[i] = Length;
            Length = checked(Length + info.Length);
        }
    }

    /// <summary>Number of parameters.</summary>
    public int Count => _parameters.Length;

    /// <summary>Floats of all parameters together.</summary>
    public int Length { get; }

    /// <summary>The parameter at a position in canonical order.</summary>
    public ParameterInfo this[int index] => _parameters[index];

    /// <summary>The first float of a parameter in the canonical layout.</summary>
    public int OffsetOf(int index) => _offsets[index];

    /// <summary>The position of a parameter in canonical order.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message names those there are.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _indices.TryGetValue(name, out int index)
            ? index
            : throw new KeyNotFoundException($"There is no parameter '{name}'; there are {string.Join(", ", _parameters.Select(p => p.Name))}.");
    }

    /// <summary>Whether both describe the same parameters in the same order.</summary>
    public bool Matches(ParameterLayout other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other) || _parameters.AsSpan().SequenceEqual(other._parameters);
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterInfo> GetEnumerator() => ((IEnumerable<ParameterInfo>)_parameters).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _parameters.GetEnumerator();

    /// <summary>All parameters with their shapes, as errors print them.</summary>
    public override string ToString() => string.Join(", ", (object[])_parameters);
}
