namespace Unrolled.Generator;

/// <summary>An activation with its parameters.</summary>
/// <param name="Kind">The function.</param>
/// <param name="StatedAlpha">Its alpha; NaN for the default.</param>
/// <param name="StatedBeta">Its beta; NaN for the default.</param>
internal readonly record struct ActivationFunction(Activation Kind, float StatedAlpha, float StatedBeta)
{
    /// <summary>Whether the function has an alpha.</summary>
    public bool HasAlpha => DefaultAlpha is not null;

    /// <summary>Whether the function has a beta.</summary>
    public bool HasBeta => DefaultBeta is not null;

    /// <summary>Its alpha; 0 where it has none.</summary>
    public float Alpha => float.IsNaN(StatedAlpha) ? DefaultAlpha ?? 0f : StatedAlpha;

    /// <summary>Its beta; 0 where it has none.</summary>
    public float Beta => float.IsNaN(StatedBeta) ? DefaultBeta ?? 0f : StatedBeta;

    /// <summary>The ONNX operators' defaults; those of HardTanh are PyTorch's, and Affine and ScaledTanh, for which neither has any, change nothing.</summary>
    private float? DefaultAlpha => Kind switch
    {
        Activation.LeakyRelu => 0.01f,
        Activation.HardSigmoid => 0.2f,
        Activation.HardTanh => -1f,
        Activation.Elu or Activation.Affine or Activation.ScaledTanh or Activation.ThresholdedRelu => 1f,
        _ => null,
    };

    private float? DefaultBeta => Kind switch
    {
        Activation.HardSigmoid => 0.5f,
        Activation.HardTanh or Activation.ScaledTanh => 1f,
        Activation.Affine => 0f,
        _ => null,
    };
}
