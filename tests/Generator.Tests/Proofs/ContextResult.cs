using System;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>All that a generated model gives of a batch with a context.</summary>
internal sealed record ContextResult(
    float[] Outputs, float[] FinalHidden, float[] FinalCell, float Loss, float Evaluated, float[] Gradients, float[] InitialHidden, float[] InitialCell, float[] Inputs)
{
    /// <summary>The bits of all of it.</summary>
    public int[] Bits() => Array.ConvertAll(
        [.. Outputs, .. FinalHidden, .. FinalCell, Loss, Evaluated, .. Gradients, .. InitialHidden, .. InitialCell, .. Inputs], BitConverter.SingleToInt32Bits);
}
