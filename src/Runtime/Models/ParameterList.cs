using System;
using System.ComponentModel;
using System.IO;

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

    /// <summary>Saves all parameters as a .safetensors file, written whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite; the file stays as it was.</exception>
    /// <exception cref="IOException">The file cannot be written; it stays as it was.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes all parameters to a stream in the .safetensors format.</summary>
    /// <exception cref="InvalidOperationException">A parameter is NaN or infinite; nothing has been written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsWriter.Write(stream, this);
    }

    /// <summary>Replaces all parameters by those of a .safetensors file, whose tensors may be F32, F64, F16 or BF16.</summary>
    /// <exception cref="WeightsFormatException">The file is damaged or another model's, the message naming everything that does not fit; no parameter has changed.</exception>
    /// <exception cref="IOException">The file cannot be read; no parameter has changed.</exception>
    public void Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        SafetensorsReader.Load(stream, path, this);
    }

    /// <summary>Replaces all parameters by those of a .safetensors file that a stream holds from here to its end, such as an embedded resource.</summary>
    /// <exception cref="WeightsFormatException">The file is damaged or another model's, the message naming everything that does not fit; no parameter has changed.</exception>
    public void Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            SafetensorsReader.Load(stream, "The stream", this);
            return;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        SafetensorsReader.Load(copy, "The stream", this);
    }

    /// <summary>Packs the parameters into the kernels' layout.</summary>
    internal override void OnChanged() => _pack(Values, _packed.Span);
}
