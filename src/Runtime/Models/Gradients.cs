using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>
/// The derivatives of a loss by each parameter of a model, by the parameters' names. Back-propagation adds to them; clear them between
/// steps.
/// </summary>
public abstract class Gradients : TensorList
{
    /// <summary>Zero gradients for the parameters of a layout.</summary>
    protected Gradients(ParameterLayout layout)
        : base(layout)
    {
    }

    /// <summary>The flat gradients in the canonical layout, for kernels to add to.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<float> Accumulator => Writable;

    /// <summary>Sets all gradients to zero.</summary>
    public void Clear() => Writable.Clear();

    /// <summary>Adds those of the same parameters, scaled: in training, one part of a batch.</summary>
    internal void Add(Gradients part, float scale)
    {
        Span<float> sums = Writable;
        ReadOnlySpan<float> values = part.Values;
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(sums);
        ReadOnlySpan<Vector<float>> added = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (int i = 0; i < vectors.Length; i++)
            vectors[i] += added[i] * scale;
        for (int i = vectors.Length * Vector<float>.Count; i < sums.Length; i++)
            sums[i] += values[i] * scale;
    }

    /// <summary>The L2 norm of all gradients together; summed in double in canonical order: the same bits on every platform.</summary>
    public float Norm() => (float)Math.Sqrt(SumOfSquares());

    /// <summary>
    /// Scales all gradients by min(1, maxNorm / (norm + 1e-6)), the rule of torch.nn.utils.clip_grad_norm_ (Pascanu et al. 2013).
    /// Gradients that are not finite cannot be scaled back and are left as they are.
    /// </summary>
    /// <param name="maxNorm">The largest norm allowed, above zero.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The norm allowed is not above zero.</exception>
    public float Clip(float maxNorm)
    {
        if (!(maxNorm > 0))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "The largest norm must be above zero.");
        double norm = Math.Sqrt(SumOfSquares());
        double scale = maxNorm / (norm + 1e-6);
        if (double.IsFinite(norm) && scale < 1)
        {
            foreach (ref float gradient in Writable)
                gradient = (float)(gradient * scale);
        }

        return (float)norm;
    }

    /// <summary>Gradients are read where they lie: nothing to do.</summary>
    internal sealed override void OnChanged()
    {
    }

    private double SumOfSquares()
    {
        double sum = 0;
        foreach (float gradient in Values)
            sum += (double)gradient * gradient;
        return sum;
    }
}
