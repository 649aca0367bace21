using System.ComponentModel;

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

    private void Pack(ReadOnlySpan<float> parameters, Span<float> weights)
    {
        float scale = isHalved ? 0.5f : 1f;
        for (int first = 0, tile = packed; first < units; first += tileUnits, tile += tileStride)
        {
            int count = Math.Min(tileUnits, units - first);
            for (int element = 0; element < elements; element++)
            {
                Span<float> row = weights.Slice(tile + (element * rowStride), count);
                int source = parameter + (first * unitStride) + (element * elementStride);
                for (int unit = 0; unit < row.Length; unit++, source += unitStride)
                {
                    row[unit] += scale * parameters[source];
                }
            }
        }
    }

    private void Unpack(ReadOnlySpan<float> packedGradients, Span<float> gradients)
    {
        for (int first = 0, tile = packed; first < units; first += tileUnits, tile += tileStride)
        {
            int count = Math.Min(tileUnits, units - first);
            for (int element = 0; element < elements; element++)
            {
                ReadOnlySpan<float> row = packedGradients.Slice(tile + (element * rowStride), count);
                int target = parameter + (first * unitStride) + (element * elementStride);
                for (int unit = 0; unit < row.Length; unit++, target += unitStride)
                {
                    gradients[target] += row[unit];
                }
            }
        }
    }
}
