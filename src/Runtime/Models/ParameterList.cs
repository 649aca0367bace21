using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>
/// The weights and biases of one model, in torch.nn's names, shapes and order. Every change is packed at once into the layout the
/// model's kernels read, so that prediction only ever reads; a change must therefore not overlap with a use of the model on another thread.
/// </summary>
public sealed class ParameterList : TensorList
{
    private readonly AlignedBuffer _packed;
    private readonly PackWeights _pack;

    /// <summary>Allocates parameters, initialised by PyTorch's default from a seed, and packs them.</summary>
    /// <param name="layout">The parameters of the model.</param>
    /// <param name="packedLength">Floats of the kernels' layout.</param>
    /// <param name="pack">Rewrites the canonical layout into the kernels'.</param>
    /// <param name="seed">Any number; the same one gives the same bits on every platform.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ParameterList(ParameterLayout layout, int packedLength, PackWeights pack, ulong seed)
        : base(layout)
    {
        ArgumentNullException.ThrowIfNull(pack);
        _pack = pack;
        _packed = new AlignedBuffer(packedLength);
        Initialize(Initialization.PyTorch, seed);
    }

    /// <summary>The first float of the packed weights: aligned to 64 bytes, at the same address as long as this list lives.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref float Packed => ref _packed.First;

    /// <summary>Draws all parameters anew.</summary>
    /// <param name="scheme">How each kind of parameter is drawn.</param>
    /// <param name="seed">Any number; the same one gives the same bits on every platform.</param>
    public void Initialize(Initialization scheme, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        scheme.Fill(Layout, Writable, seed);
        OnChanged();
    }

    /// <summary>Packs the parameters into the kernels' layout.</summary>
    internal override void OnChanged() => _pack(Values, _packed.Span);
}
