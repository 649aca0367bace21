using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Unrolled.Benchmarks.Models;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>The models that this project's generator has completed, by one width of vectors.</summary>
internal sealed class UnrolledPeer : IPeer
{
    private readonly IReadOnlyList<Declaration> _models;

    private UnrolledPeer(ModelFamily family, int vectorBits)
    {
        _models = [.. ModelCatalog.Of(family)];
        Family = family;
        VectorBits = vectorBits;
    }

    /// <summary>Which of the catalog's models these are.</summary>
    public ModelFamily Family { get; }

    /// <inheritdoc/>
    public string Name => $"unrolled-{VectorBits}";

    /// <inheritdoc/>
    public string Version { get; } =
        $"{typeof(IRnnModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}, .NET {Environment.Version}";

    /// <inheritdoc/>
    public int VectorBits { get; }

    /// <summary>The models as the runtime chooses, which is 256 bits on every x64 processor since 2013.</summary>
    /// <exception cref="PeerAbsentException">The runtime chooses another width.</exception>
    public static UnrolledPeer Narrow() =>
        Vector256.IsHardwareAccelerated && Fma.IsSupported && !Vector512.IsHardwareAccelerated
            ? new(ModelFamily.Auto, 256)
            : throw new PeerAbsentException("the runtime does not choose 256-bit vectors here");

    /// <summary>The models in 512-bit vectors.</summary>
    /// <exception cref="PeerAbsentException">The processor has none.</exception>
    public static UnrolledPeer Wide() =>
        Avx512F.IsSupported ? new(ModelFamily.Widest, 512) : throw new PeerAbsentException("the processor has no AVX-512");

    /// <inheritdoc/>
    public IRun? Load(Problem problem) =>
        _models.FirstOrDefault(model => model.Cell == problem.Case.Cell && model.Workload == problem.Case.Workload.Name)?.Load(problem);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
