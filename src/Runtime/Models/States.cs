using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>
/// The states of a model for a batch of sequences, or the gradients of a loss by them: [layers * directions, batch, hidden] of each kind, as in torch.nn. All zero at
/// first. Where layers differ in width, their states stand one after the other, each [batch, its width].
/// </summary>
public abstract class States
{
    private readonly float[][] _kinds;

    /// <summary>Zero states.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch is below 1.</exception>
    protected States(StateLayout layout, int batch)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        Layout = layout;
        Batch = batch;
        _kinds = new float[layout.Kinds][];
        for (int kind = 0; kind < layout.Kinds; kind++)
            _kinds[kind] = new float[checked(layout.TotalOf(kind) * batch)];
    }

    /// <summary>Sequences of the batch.</summary>
    public int Batch { get; }

    /// <summary>The hidden states of all layers and directions, [layers * directions, batch, hidden]: torch's h_0 and h_n.</summary>
    public Span<float> AllHidden => _kinds[0];

    /// <summary>The cell states of all layers and directions, [layers * directions, batch, hidden]: torch's c_0 and c_n.</summary>
    /// <exception cref="InvalidOperationException">The cell has no cell state.</exception>
    public Span<float> AllCell => _kinds.Length > 1 ? _kinds[1] : throw new InvalidOperationException("The cell has no cell state; its hidden state is all.");

    /// <summary>Which states there are.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public StateLayout Layout { get; }

    /// <summary>The hidden states of one layer in one direction, [batch, hidden].</summary>
    /// <param name="layer">The layer, the lowest being 0.</param>
    /// <param name="backward">Whether those of the direction that begins at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or direction.</exception>
    public Span<float> Hidden(int layer = 0, bool backward = false) => Of(AllHidden, 0, layer, backward);

    /// <summary>The cell states of one layer in one direction, [batch, hidden].</summary>
    /// <param name="layer">The layer, the lowest being 0.</param>
    /// <param name="backward">Whether those of the direction that begins at the end.</param>
    /// <exception cref="InvalidOperationException">The cell has no cell state.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer or direction.</exception>
    public Span<float> Cell(int layer = 0, bool backward = false) => Of(AllCell, 1, layer, backward);

    /// <summary>Sets all states to zero.</summary>
    public void Clear()
    {
        foreach (float[] kind in _kinds)
            Array.Clear(kind);
    }

    /// <summary>Sets the states of one sequence to zero, as where a new one begins in its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public void Clear(int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sequence, Batch);
        for (int layer = 0; layer < Layout.Layers; layer++)
        {
            for (int direction = 0; direction < Layout.Directions; direction++)
            {
                for (int kind = 0; kind < _kinds.Length; kind++)
                    Of(kind, layer, direction, sequence).Clear();
            }
        }
    }

    /// <summary>One state of one sequence.</summary>
    internal Span<float> Of(int kind, int layer, int direction, int sequence)
    {
        int units = Layout.UnitsOf(kind, layer);
        return _kinds[kind].AsSpan(Layout.OffsetOf(kind, layer, direction, Batch) + (sequence * units), units);
    }

    private Span<float> Of(Span<float> all, int kind, int layer, bool backward)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Layout.Layers);
        if (backward && Layout.Directions == 1)
            throw new ArgumentOutOfRangeException(nameof(backward), backward, "The model reads in one direction.");
        return all.Slice(Layout.OffsetOf(kind, layer, backward ? 1 : 0, Batch), Layout.UnitsOf(kind, layer) * Batch);
    }
}
