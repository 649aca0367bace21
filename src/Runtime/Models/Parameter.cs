using System;
using System.Collections.Generic;

namespace Unrolled;

/// <summary>One named tensor of a <see cref="ParameterList"/> or of <see cref="Gradients"/>, row-major.</summary>
public sealed class Parameter
{
    private readonly TensorList _owner;
    private readonly ParameterInfo _info;
    private readonly int _offset;

    internal Parameter(TensorList owner, ParameterInfo info, int offset)
    {
        _owner = owner;
        _info = info;
        _offset = offset;
        Shape = info.Shape;
        Length = info.Length;
    }

    /// <summary>Its name in torch.nn's manner, such as "weight_ih_l0".</summary>
    public string Name => _info.Name;

    /// <summary>[rows, columns] of a matrix, [length] of a vector.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Floats of the tensor.</summary>
    public int Length { get; }

    /// <summary>The elements, row-major; a view, not a copy.</summary>
    public ReadOnlySpan<float> Values => _owner.Values.Slice(_offset, Length);

    /// <summary>Copies the elements out.</summary>
    /// <param name="destination"><see cref="Length"/> floats.</param>
    /// <exception cref="ArgumentException">The length differs; nothing has been written.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckLength(destination.Length, nameof(destination));
        Values.CopyTo(destination);
    }

    /// <summary>Replaces the elements. Not while another thread uses the model.</summary>
    /// <param name="source"><see cref="Length"/> floats, row-major.</param>
    /// <exception cref="ArgumentException">The length differs; nothing has been written.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckLength(source.Length, nameof(source));
        source.CopyTo(_owner.Writable[_offset..]);
        _owner.OnChanged();
    }

    /// <summary>Name and shape: "weight_ih_l0 [28, 3]".</summary>
    public override string ToString() => _info.ToString();

    /// <summary>The first element that is NaN or infinite, or -1.</summary>
    internal int IndexOfNonFinite()
    {
        ReadOnlySpan<float> values = Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }

    private void CheckLength(int length, string argument)
    {
        if (length != Length)
            SpanChecks.Length(length, Length, argument, ToString());
    }
}
