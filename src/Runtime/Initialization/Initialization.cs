using System;

namespace Unrolled;

/// <summary>
/// How a model's parameters start. The presets are starting points:
/// <c>Initialization.PyTorch with { UnitForgetBias = true }</c>.
/// </summary>
public sealed record Initialization
{
    private const string LstmGates = "ifgo";

    /// <summary>torch.nn's default: everything uniform in (-1/sqrt(n), 1/sqrt(n)).</summary>
    public static Initialization PyTorch { get; } = new();

    /// <summary>
    /// Keras' defaults: Xavier-uniform input and head weights, orthogonal recurrent weights, zero biases, unit forget bias. Drawn gate by
    /// gate, where Keras draws one matrix over all gates.
    /// </summary>
    public static Initialization Keras { get; } = new()
    {
        InputWeights = WeightScheme.XavierUniform,
        RecurrentWeights = WeightScheme.Orthogonal,
        HeadWeights = WeightScheme.XavierUniform,
        Biases = BiasScheme.Zeros,
        UnitForgetBias = true,
    };

    /// <summary>
    /// The matrices that multiply a layer's input, and with them an LSTM's projection and peepholes, which TensorFlow's cells draw by the same
    /// initializer.
    /// </summary>
    public WeightScheme InputWeights { get; init; } = WeightScheme.FanInUniform;

    /// <summary>The matrices that multiply the previous state.</summary>
    public WeightScheme RecurrentWeights { get; init; } = WeightScheme.FanInUniform;

    /// <summary>The matrix of the dense head.</summary>
    public WeightScheme HeadWeights { get; init; } = WeightScheme.FanInUniform;

    /// <summary>All biases.</summary>
    public BiasScheme Biases { get; init; } = BiasScheme.FanInUniform;

    /// <summary>
    /// Adds 1 to an LSTM's forget gate's input bias, so that a cell remembers before it has learnt to (Gers et al. 2000; Jozefowicz et al. 2015).
    /// The recurrent bias is added to the same sum and gets none. Without effect on cells that have no forget gate or no bias.
    /// </summary>
    public bool UnitForgetBias { get; init; }

    /// <summary>Draws all parameters of a layout in its order. Learned initial states are not drawn: they begin at zero.</summary>
    internal void Fill(ParameterLayout layout, Span<float> values, ulong seed)
    {
        var random = new Xoshiro256(seed);
        for (int i = 0; i < layout.Count; i++)
        {
            ParameterInfo info = layout[i];
            Span<float> tensor = values.Slice(layout.OffsetOf(i), info.Length);
            if (info.Role == ParameterRole.InitialState)
                tensor.Clear();
            else if (info.Role == ParameterRole.PeepholeWeight && info.IsVector)
                FillDiagonals(InputWeights, info, tensor, random);
            else if (info.IsVector)
                FillBias(info, tensor, random);
            else
                FillWeights(SchemeOf(info.Role), info, tensor, random);
        }
    }

    private WeightScheme SchemeOf(ParameterRole role) => role switch
    {
        ParameterRole.InputWeight or ParameterRole.ProjectionWeight or ParameterRole.PeepholeWeight => InputWeights,
        ParameterRole.RecurrentWeight => RecurrentWeights,
        ParameterRole.HeadWeight => HeadWeights,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not the role of a matrix."),
    };

    private static void FillWeights(WeightScheme scheme, ParameterInfo info, Span<float> tensor, Xoshiro256 random)
    {
        int rows = info.Rows / info.BlockCount;
        int blockLength = rows * info.Columns;
        for (; tensor.Length > 0; tensor = tensor[blockLength..])
        {
            Span<float> block = tensor[..blockLength];
            switch (scheme)
            {
                case WeightScheme.FanInUniform:
                    FillUniform(block, FanInBound(info), random);
                    break;
                case WeightScheme.XavierUniform:
                    FillUniform(block, Math.Sqrt(6.0 / (rows + info.Columns)), random);
                    break;
                case WeightScheme.Orthogonal:
                    OrthogonalMatrix.Fill(block, rows, info.Columns, random);
                    break;
                case WeightScheme.Zeros:
                    block.Clear();
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Not a weight scheme.");
            }
        }
    }

    /// <summary>Diagonals of square matrices, one for each gate: drawn as those matrices' elements are. An orthogonal one holds signs.</summary>
    private static void FillDiagonals(WeightScheme scheme, ParameterInfo info, Span<float> tensor, Xoshiro256 random)
    {
        switch (scheme)
        {
            case WeightScheme.FanInUniform:
                FillUniform(tensor, FanInBound(info), random);
                break;
            case WeightScheme.XavierUniform:
                FillUniform(tensor, Math.Sqrt(6.0 / (2 * (info.Rows / info.BlockCount))), random);
                break;
            case WeightScheme.Orthogonal:
                foreach (ref float element in tensor)
                    element = random.NextInt(2) == 0 ? -1 : 1;
                break;
            case WeightScheme.Zeros:
                tensor.Clear();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Not a weight scheme.");
        }
    }

    private void FillBias(ParameterInfo info, Span<float> tensor, Xoshiro256 random)
    {
        if (Biases == BiasScheme.Zeros)
            tensor.Clear();
        else
            FillUniform(tensor, FanInBound(info), random);

        // The f of a minimal gated unit is no such gate: where it is 1, the state is replaced.
        int forget = info.Gates == LstmGates ? LstmGates.IndexOf('f', StringComparison.Ordinal) : -1;
        if (!UnitForgetBias || forget < 0 || info.Role != ParameterRole.InputBias)
            return;
        int units = info.Rows / info.BlockCount;
        foreach (ref float bias in tensor.Slice(forget * units, units))
            bias += 1;
    }

    private static double FanInBound(ParameterInfo info) => 1 / Math.Sqrt(info.FanIn);

    private static void FillUniform(Span<float> values, double bound, Xoshiro256 random)
    {
        foreach (ref float value in values)
            value = (float)(((2 * random.NextDouble()) - 1) * bound);
    }
}
