namespace Unrolled.Benchmarks.Kernels;

/// <summary>Numbers to compute with.</summary>
internal static class Noise
{
    /// <summary>Uniform in [-1, 1), the same in every run.</summary>
    public static float[] Of(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (2 * random.NextSingle()) - 1;
        return values;
    }
}
