using System;

namespace Unrolled.Runtime.Tests;

/// <summary>Data for <see cref="TinyRnn"/>.</summary>
internal static class Sequences
{
    /// <summary>Random sequences and, as targets, half the mean of each one's first feature: learnable, and never exactly.</summary>
    public static (float[] Inputs, float[] Targets) Random(int count, ulong seed)
    {
        var random = new Xoshiro256(seed);
        int length = TinyRnn.Shape.InputLength;
        float[] inputs = new float[count * length];
        foreach (ref float value in inputs.AsSpan())
            value = (float)((2 * random.NextDouble()) - 1);

        float[] targets = new float[count];
        for (int i = 0; i < inputs.Length; i += TinyRnn.Shape.InputSize)
            targets[i / length] += inputs[i] / (2 * TinyRnn.Shape.StepCount);
        return (inputs, targets);
    }
}
