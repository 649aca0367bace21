using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;

namespace Unrolled;

/// <summary>Named tensors over one flat array in the canonical layout: what a model's parameters and their gradients have in common.</summary>
public abstract class TensorList : IReadOnlyList<Parameter>
{
    private readonly float[] _values;
    private readonly Parameter[] _tensors;

    private protected TensorList(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        _values = new float[layout.Length];
        _tensors = new Parameter[layout.Count];
        for (int i = 0; i < _tensors.Length; i++)
            _tensors[i] = new Parameter(this, layout[i], layout.OffsetOf(i));
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _tensors.Length;

    /// <summary>Floats of all tensors together.</summary>
    public int Length => _values.Length;

    /// <summary>All tensors one after the other, row-major; a view, not a copy.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Where each tensor lies in <see cref="Values"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ParameterLayout Layout { get; }

    /// <summary>The flat values, to be written; whoever writes calls <see cref="OnChanged"/> afterwards.</summary>
    internal Span<float> Writable => _values;

    /// <summary>The tensor at a position, in torch.nn's order.</summary>
    public Parameter this[int index] => _tensors[index];

    /// <summary>The tensor of a name, such as "weight_ih_l0".</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message names those there are.</exception>
    public Parameter this[string name] => _tensors[Layout.IndexOf(name)];

    /// <summary>Copies all values out.</summary>
    /// <param name="destination"><see cref="Length"/> floats.</param>
    /// <exception cref="ArgumentException">The length differs; nothing has been written.</exception>
    public void CopyTo(Span<float> destination)
    {
        SpanChecks.Length(destination.Length, Length, nameof(destination), $"[{Length}]");
        Values.CopyTo(destination);
    }

    /// <summary>Replaces all values.</summary>
    /// <param name="source"><see cref="Length"/> floats.</param>
    /// <exception cref="ArgumentException">The length differs; nothing has been written.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        SpanChecks.Length(source.Length, Length, nameof(source), $"[{Length}]");
        source.CopyTo(_values);
        OnChanged();
    }

    /// <summary>The first tensor that holds a NaN or an infinity, or null where all values are finite.</summary>
    public Parameter? FindNonFinite()
    {
        foreach (Parameter tensor in _tensors)
        {
            if (tensor.IndexOfNonFinite() >= 0)
                return tensor;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_tensors).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _tensors.GetEnumerator();

    /// <summary>Called after every change of the values.</summary>
    internal abstract void OnChanged();
}
