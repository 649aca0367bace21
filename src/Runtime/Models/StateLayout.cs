using System;
using System.ComponentModel;
using System.Linq;

namespace Unrolled;

/// <summary>Which states a model has: one of each kind for every layer and direction.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateLayout
{
    private readonly int[][] _units;

    /// <summary>The states of a model.</summary>
    /// <param name="directions">Directions of each layer.</param>
    /// <param name="units">For each kind (the hidden state, then the cell state if there is one) its width in each layer, the lowest first.</param>
    public StateLayout(int directions, params int[][] units)
    {
        ArgumentNullException.ThrowIfNull(units);
        Directions = directions;
        _units = units;
    }

    /// <summary>Directions of each layer.</summary>
    internal int Directions { get; }

    /// <summary>Kinds of states.</summary>
    internal int Kinds => _units.Length;

    /// <summary>Layers.</summary>
    internal int Layers => _units[0].Length;

    /// <summary>Floats of one kind for one sequence.</summary>
    internal int TotalOf(int kind) => Directions * _units[kind].Sum();

    /// <summary>The width of a kind of state in a layer.</summary>
    internal int UnitsOf(int kind, int layer) => _units[kind][layer];

    /// <summary>The first float of a layer's states in one direction, for one kind and a batch.</summary>
    internal int OffsetOf(int kind, int layer, int direction, int batch)
    {
        int before = 0;
        for (int below = 0; below < layer; below++)
            before += Directions * _units[kind][below];
        return (before + (direction * _units[kind][layer])) * batch;
    }

    /// <summary>The states, as errors print them.</summary>
    internal string Describe(int batch) => $"{Layers * Directions} states of {string.Join(", ", _units[0])} units for {batch} sequences";
}
