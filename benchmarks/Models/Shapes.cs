namespace Unrolled.Benchmarks.Models;

/// <summary>The shapes that are compared, as constants, because attributes need them; <see cref="Problems.Workloads"/> gives them batches.</summary>
internal static class Shapes
{
    /// <summary>A few features, a few units: all latency.</summary>
    public static class S
    {
        public const int Steps = 5, Input = 3, Hidden = 7;
    }

    /// <summary>Weights fit the first-level cache.</summary>
    public static class M
    {
        public const int Steps = 30, Input = 8, Hidden = 32;
    }

    /// <summary>Weights fit the second-level cache.</summary>
    public static class L
    {
        public const int Steps = 100, Input = 32, Hidden = 64;
    }

    /// <summary>An image read row by row by a wide layer.</summary>
    public static class Xl
    {
        public const int Steps = 28, Input = 28, Hidden = 128;
    }

    /// <summary>An audio effect: one sample in, one out.</summary>
    public static class St16
    {
        public const int Input = 1, Hidden = 16;
    }

    /// <summary>A sensor's stream.</summary>
    public static class St32
    {
        public const int Input = 8, Hidden = 32;
    }

    /// <summary>A stream of features, as of noise suppression.</summary>
    public static class St128
    {
        public const int Input = 32, Hidden = 128;
    }
}
