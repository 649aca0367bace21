using System;

namespace Unrolled;

/// <summary>
/// Puts the outputs of the two directions of a layer together, and takes the adjoint of the result apart. The backward direction's vectors stand in the order in which
/// it read the sequence: its first belongs to the last step.
/// </summary>
internal static class DirectionMerging
{
    /// <summary>Merges two sequences of vectors.</summary>
    /// <param name="merge">How.</param>
    /// <param name="forward">[count, units], in the order of time.</param>
    /// <param name="backward">[count, units], in the opposite order.</param>
    /// <param name="target">[count, units], or [count, 2 units] for <see cref="DirectionMerge.Concat"/>.</param>
    /// <param name="units">Floats of one vector of either direction.</param>
    public static void Merge(DirectionMerge merge, ReadOnlySpan<float> forward, ReadOnlySpan<float> backward, Span<float> target, int units)
    {
        int width = merge == DirectionMerge.Concat ? 2 * units : units;
        for (int at = 0, back = backward.Length - units; back >= 0; at += units, back -= units, target = target[width..])
        {
            ReadOnlySpan<float> f = forward.Slice(at, units);
            ReadOnlySpan<float> b = backward.Slice(back, units);
            Span<float> merged = target[..width];
            if (merge == DirectionMerge.Concat)
            {
                f.CopyTo(merged);
                b.CopyTo(merged[units..]);
            }
            else if (merge == DirectionMerge.Product)
            {
                SequenceOps.Multiply(f, b, merged);
            }
            else
            {
                f.CopyTo(merged);
                SequenceOps.Add(b, merged);
                if (merge == DirectionMerge.Average)
                    SequenceOps.Scale(merged, 0.5f);
            }
        }
    }

    /// <summary>The adjoints of both directions' outputs, from that of the merged ones.</summary>
    /// <param name="merge">How the outputs were merged.</param>
    /// <param name="adjoint">Of what <see cref="Merge"/> wrote.</param>
    /// <param name="forward">[count, units]: what was merged.</param>
    /// <param name="backward">[count, units]: what was merged.</param>
    /// <param name="forwardAdjoint">[count, units], overwritten.</param>
    /// <param name="backwardAdjoint">[count, units], overwritten.</param>
    /// <param name="units">Floats of one vector of either direction.</param>
    public static void Split(
        DirectionMerge merge,
        ReadOnlySpan<float> adjoint,
        ReadOnlySpan<float> forward,
        ReadOnlySpan<float> backward,
        Span<float> forwardAdjoint,
        Span<float> backwardAdjoint,
        int units)
    {
        int width = merge == DirectionMerge.Concat ? 2 * units : units;
        for (int at = 0, back = backward.Length - units; back >= 0; at += units, back -= units, adjoint = adjoint[width..])
        {
            Span<float> df = forwardAdjoint.Slice(at, units);
            Span<float> db = backwardAdjoint.Slice(back, units);
            if (merge == DirectionMerge.Product)
            {
                SequenceOps.Multiply(adjoint[..units], backward.Slice(back, units), df);
                SequenceOps.Multiply(adjoint[..units], forward.Slice(at, units), db);
                continue;
            }

            adjoint[..units].CopyTo(df);
            adjoint.Slice(merge == DirectionMerge.Concat ? units : 0, units).CopyTo(db);
            if (merge == DirectionMerge.Average)
            {
                SequenceOps.Scale(df, 0.5f);
                SequenceOps.Scale(db, 0.5f);
            }
        }
    }
}
