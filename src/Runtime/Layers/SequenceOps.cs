using System;
using System.Numerics;

namespace Unrolled;

/// <summary>Elementwise operations on vectors of floats, and on sequences of vectors: what stands between layers. None sums, so none depends on a width.</summary>
internal static class SequenceOps
{
    /// <summary>target[t] = source[count - 1 - t], for vectors of <paramref name="width"/> floats.</summary>
    public static void Reverse(ReadOnlySpan<float> source, Span<float> target, int width)
    {
        for (int from = source.Length - width, to = 0; from >= 0; from -= width, to += width)
            source.Slice(from, width).CopyTo(target[to..]);
    }

    /// <summary>target[t] += source[count - 1 - t], for vectors of <paramref name="width"/> floats.</summary>
    public static void AddReversed(ReadOnlySpan<float> source, Span<float> target, int width)
    {
        for (int from = source.Length - width, to = 0; from >= 0; from -= width, to += width)
            Add(source.Slice(from, width), target.Slice(to, width));
    }

    /// <summary>target += source.</summary>
    public static void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(target[i..]) + new Vector<float>(source[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] += source[i];
    }

    /// <summary>target = a * b; target may be either.</summary>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> target)
    {
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(a[i..]) * new Vector<float>(b[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] = a[i] * b[i];
    }

    /// <summary>target *= factor.</summary>
    public static void Scale(Span<float> target, float factor)
    {
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(target[i..]) * factor).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] *= factor;
    }
}
