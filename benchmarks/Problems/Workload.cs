namespace Unrolled.Benchmarks.Problems;

/// <summary>A shape by its name.</summary>
/// <param name="Name">S, M, L, XL, or st16, st32, st128 for streams.</param>
/// <param name="Steps">Time steps of a sequence; of a stream, the inputs that it reads in turn.</param>
/// <param name="Input">Features per step.</param>
/// <param name="Hidden">Units.</param>
internal sealed record Workload(string Name, int Steps, int Input, int Hidden);
