using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>The softmax head. Summed in double, in the order of the elements: the same bits on every processor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    /// <summary>
    /// Turns logits into probabilities in place: <c>p_i = exp(z_i - max z) / sum_j exp(z_j - max z)</c>, within 2 ulp of the exact value,
    /// however large the logits. A NaN, or a logit of positive infinity, makes every probability NaN.
    /// </summary>
    /// <param name="logits">The first of <paramref name="count"/> logits.</param>
    /// <param name="count">Number of classes, at least 1.</param>
    public static void Apply(ref float logits, int count)
    {
        double max = logits;
        for (int i = 1; i < count; i++)
            max = Math.Max(max, Unsafe.Add(ref logits, i));

        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            ref float element = ref Unsafe.Add(ref logits, i);
            element = (float)Elementary.Exp(element - max);
            sum += element;
        }

        for (int i = 0; i < count; i++)
            Unsafe.Add(ref logits, i) = (float)(Unsafe.Add(ref logits, i) / sum);
    }

    /// <summary>
    /// Pulls an adjoint back through the softmax, in place: <c>dL/dz_i = p_i (dL/dp_i - sum_j p_j dL/dp_j)</c>.
    /// </summary>
    /// <param name="probabilities">The first of <paramref name="count"/> probabilities, as <see cref="Apply"/> gave them.</param>
    /// <param name="adjoint">dL/dp on entry, dL/dz on return.</param>
    /// <param name="count">Number of classes, at least 1.</param>
    public static void Adjoint(ref float probabilities, ref float adjoint, int count)
    {
        double dot = 0;
        for (int i = 0; i < count; i++)
            dot += (double)Unsafe.Add(ref probabilities, i) * Unsafe.Add(ref adjoint, i);

        for (int i = 0; i < count; i++)
        {
            ref float element = ref Unsafe.Add(ref adjoint, i);
            element = (float)(Unsafe.Add(ref probabilities, i) * (element - dot));
        }
    }
}
