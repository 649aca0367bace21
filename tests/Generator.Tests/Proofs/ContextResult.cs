namespace Unrolled.Generator.Tests.Proofs;

/// <summary>All that a generated model gives of a batch with a context.</summary>
internal sealed record ContextResult(
    float[] Outputs, float[] FinalHidden, float[] FinalCell, float Loss, float Evaluated, float[] Gradients, float[] InitialHidden, float[] InitialCell, float[] Inputs);
