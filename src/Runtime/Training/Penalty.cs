using System;
using System.IO.Enumeration;
using System.Linq;

namespace Unrolled;

/// <summary>
/// A penalty on the size of named parameters, added to the loss that training minimises: <c>L1 sum |p| + L2 sum p^2</c>, by the definition of Keras'
/// regularizers. It is not part of the losses that training reports, so that those of training and validation stay comparable; <see cref="Of"/> gives it.
/// </summary>
/// <param name="name">
/// A parameter's name, such as "weight_hh_l0", or a pattern, '*' standing for any characters and '?' for any one: "weight_*", "head.*".
/// </param>
public sealed class Penalty(string name)
{
    private readonly float _l1;
    private readonly float _l2;

    /// <summary>The name or pattern of the parameters.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The factor of the sum of absolute values, which drives parameters to zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, infinite or NaN.</exception>
    public float L1
    {
        get => _l1;
        init => _l1 = NonNegative(value, nameof(L1));
    }

    /// <summary>The factor of the sum of squares; the gradient is twice that, so half of PyTorch's weight_decay does the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, infinite or NaN.</exception>
    public float L2
    {
        get => _l2;
        init => _l2 = NonNegative(value, nameof(L2));
    }

    /// <summary>The penalty of a model's parameters, summed in double in their order.</summary>
    public double Of(ParameterList parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        double sum = 0;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!Covers(parameters[i]))
                continue;
            foreach (float value in parameters[i].Values)
                sum += (L1 * Math.Abs((double)value)) + (L2 * (double)value * value);
        }

        return sum;
    }

    /// <summary>Adds the penalty's gradients, <c>L1 sign(p) + 2 L2 p</c>; allocates nothing.</summary>
    /// <exception cref="ArgumentException">The gradients were made for another model; nothing has been written.</exception>
    public void AddGradients(ParameterList parameters, Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        SpanChecks.SameLayout(gradients.Layout, parameters.Layout, nameof(gradients));
        for (int i = 0; i < parameters.Count; i++)
        {
            if (!Covers(parameters[i]))
                continue;
            ReadOnlySpan<float> values = parameters[i].Values;
            Span<float> sums = gradients.Accumulator.Slice(gradients.Layout.OffsetOf(i), values.Length);
            for (int k = 0; k < values.Length; k++)
                sums[k] += (L1 * Sign(values[k])) + (2 * L2 * values[k]);
        }
    }

    /// <summary>Refuses a penalty that no parameter has.</summary>
    internal void Check(ParameterList parameters, string argument)
    {
        if (!parameters.Any(Covers))
            throw new ArgumentException($"No parameter has a name like '{Name}'; there are {string.Join(", ", parameters.Select(p => p.Name))}.", argument);
    }

    private bool Covers(Parameter parameter) => FileSystemName.MatchesSimpleExpression(Name, parameter.Name, ignoreCase: false);

    /// <summary>-1, 0 or 1; NaN of NaN, which Math.Sign throws at.</summary>
    private static float Sign(float value) => value > 0 ? 1 : value < 0 ? -1 : value;

    private static float NonNegative(float value, string name) => float.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not below zero.");
}
