using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unrolled;

/// <summary>
/// One block of a parameter (the input weights of a gate, a bias) and its place in the packed weights, which stand in the order in which kernels read them:
/// tiles of units; in a tile one row of units for each element of the vector that is multiplied. Generated code holds a table of these.
/// </summary>
/// <param name="parameter">First float of the block among all parameters.</param>
/// <param name="unitStride">Floats from a unit to the next in the parameter.</param>
/// <param name="elementStride">Floats from an element to the next in the parameter.</param>
/// <param name="units">Units of the block.</param>
/// <param name="elements">Elements of the vector that the block multiplies; 1 for a bias.</param>
/// <param name="packed">First float of the block in the packed weights.</param>
/// <param name="tileUnits">Units of a tile, padding included.</param>
/// <param name="tileStride">Floats from a tile to the next in the packed weights.</param>
/// <param name="rowStride">Floats from an element's row to the next in the packed weights.</param>
/// <param name="isHalved">Whether kernels read half the parameter: sigmoid(z) is computed from tanh(z / 2), and halving a float is exact.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PackedBlock(
    int parameter, int unitStride, int elementStride, int units, int elements, int packed, int tileUnits, int tileStride, int rowStride, bool isHalved = false)
{
    /// <summary>Units that are packed at once.</summary>
    private const int Quad = 4;

    /// <summary>Adds the blocks of the parameters to the packed weights; two biases of the same sum share a place.</summary>
    /// <param name="blocks">The table.</param>
    /// <param name="parameters">All parameters, row-major, one after the other.</param>
    /// <param name="weights">The packed weights; where no block stands they keep what they hold.</param>
    public static void Pack(ReadOnlySpan<PackedBlock> blocks, ReadOnlySpan<float> parameters, Span<float> weights)
    {
        foreach (ref readonly PackedBlock block in blocks)
        {
            block.Pack(parameters, weights);
        }
    }

    /// <summary>Adds packed gradients to the gradients of the parameters; each of two biases of one sum gets the whole.</summary>
    /// <param name="blocks">The table by which the weights were packed.</param>
    /// <param name="packedGradients">Gradients in the layout of the packed weights.</param>
    /// <param name="gradients">Gradients of all parameters, row-major, one after the other.</param>
    public static void Unpack(ReadOnlySpan<PackedBlock> blocks, ReadOnlySpan<float> packedGradients, Span<float> gradients)
    {
        foreach (ref readonly PackedBlock block in blocks)
        {
            block.Unpack(packedGradients, gradients);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<float> parameters, Span<float> weights)
    {
        CheckPlaces(parameters.Length, weights.Length);
        float scale = isHalved ? 0.5f : 1f;
        ref float source = ref Unsafe.Add(ref MemoryMarshal.GetReference(parameters), parameter);
        ref float tile = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), packed);
        for (int rest = units; rest > 0; rest -= tileUnits)
        {
            int count = Math.Min(tileUnits, rest);
            int unit = 0;
            for (; unit <= count - Quad; unit += Quad)
            {
                PackQuad(ref source, ref Unsafe.Add(ref tile, unit), scale);
                source = ref Unsafe.Add(ref source, Quad * unitStride);
            }

            for (; unit < count; unit++)
            {
                PackUnit(ref source, ref Unsafe.Add(ref tile, unit), scale);
                source = ref Unsafe.Add(ref source, unitStride);
            }

            tile = ref Unsafe.Add(ref tile, tileStride);
        }
    }

    /// <summary>Four units' floats, element by element: beside each other in the packed weights, a row apart in the parameter unless it is transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PackQuad(ref float source, ref float row, float scale)
    {
        nint nextUnit = unitStride, nextElement = elementStride, nextRow = rowStride;
        for (int element = elements; element > 0; element--)
        {
            Vector128<float> four = nextUnit == 1
                ? Vector128.LoadUnsafe(ref source)
                : Vector128.Create(source, Unsafe.Add(ref source, nextUnit), Unsafe.Add(ref source, 2 * nextUnit), Unsafe.Add(ref source, 3 * nextUnit));
            (Vector128.LoadUnsafe(ref row) + (four * scale)).StoreUnsafe(ref row);
            source = ref Unsafe.Add(ref source, nextElement);
            row = ref Unsafe.Add(ref row, nextRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PackUnit(ref float source, ref float row, float scale)
    {
        nint nextElement = elementStride, nextRow = rowStride;
        for (int element = elements; element > 0; element--)
        {
            row += scale * source;
            source = ref Unsafe.Add(ref source, nextElement);
            row = ref Unsafe.Add(ref row, nextRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(ReadOnlySpan<float> packedGradients, Span<float> gradients)
    {
        CheckPlaces(gradients.Length, packedGradients.Length);
        ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(gradients), parameter);
        ref float tile = ref Unsafe.Add(ref MemoryMarshal.GetReference(packedGradients), packed);
        for (int rest = units; rest > 0; rest -= tileUnits)
        {
            int count = Math.Min(tileUnits, rest);
            for (int unit = 0; unit < count; unit++)
            {
                UnpackUnit(ref Unsafe.Add(ref tile, unit), ref target);
                target = ref Unsafe.Add(ref target, unitStride);
            }

            tile = ref Unsafe.Add(ref tile, tileStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void UnpackUnit(ref float row, ref float target)
    {
        nint nextElement = elementStride, nextRow = rowStride;
        for (int element = elements; element > 0; element--)
        {
            target += row;
            row = ref Unsafe.Add(ref row, nextRow);
            target = ref Unsafe.Add(ref target, nextElement);
        }
    }

    /// <summary>Checks the block's last places once, so that nothing has to be checked at each float.</summary>
    private void CheckPlaces(int parameterFloats, int packedFloats)
    {
        int tiles = (units + tileUnits - 1) / tileUnits;
        int lastUnits = units - ((tiles - 1) * tileUnits);
        long parameterEnd = parameter + ((units - 1L) * unitStride) + ((elements - 1L) * elementStride) + 1;
        long packedEnd = packed + ((tiles - 1L) * tileStride) + ((elements - 1L) * rowStride) + lastUnits;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameterEnd, parameterFloats);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(packedEnd, packedFloats);
    }
}
