using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>plain.c, compiled on the spot for this processor and one width of vectors.</summary>
internal sealed class PlainCPeer : IPeer
{
    private readonly DirectoryInfo _folder;
    private readonly nint _library;

    /// <summary>Compiles and loads it.</summary>
    /// <exception cref="PeerAbsentException">There is no gcc, or it does not compile this.</exception>
    public PlainCPeer(int vectorBits)
    {
        VectorBits = vectorBits;
        _folder = Directory.CreateTempSubdirectory("unrolled-plain-c-");
        try
        {
            Version = "gcc " + Tool.Run("gcc", "-dumpfullversion").Trim();
            _library = NativeLibrary.Load(Compile());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => $"plain-c-{VectorBits}";

    /// <inheritdoc/>
    public string Version { get; } = "";

    /// <inheritdoc/>
    public int VectorBits { get; }

    /// <inheritdoc/>
    public IRun? Load(Problem problem) => problem.Case.Kind == Kind.Training
        ? null
        : new PlainCRun(problem, NativeLibrary.GetExport(_library, $"repeat_{problem.Case.CellName}_{problem.Case.Name}"));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_library != 0)
            NativeLibrary.Free(_library);
        _folder.Delete(recursive: true);
    }

    private string Compile()
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, "shapes.h"), Workloads.All.Select(Shape).OfType<string>());
        string source = Path.Combine(AppContext.BaseDirectory, "Peers", "plain.c");
        string compiled = Path.Combine(_folder.FullName, "plain.o");
        string library = Path.Combine(_folder.FullName, "libplain.so");
        Tool.Run(
            "gcc", "-std=c11", "-O3", "-march=native", "-ffast-math", $"-mprefer-vector-width={VectorBits}", "-fPIC", "-Wall", "-Wextra",
            "-I", _folder.FullName, "-c", source, "-o", compiled);

        // Linked without -ffast-math, with which gcc adds a constructor that has the loading thread flush subnormal numbers to zero:
        // everything measured afterwards in this process would compute by other rules.
        Tool.Run("gcc", "-shared", compiled, "-o", library, "-lmvec", "-lm");
        return library;
    }

    private static string? Shape(Case @case)
    {
        (_, int steps, int input, int hidden) = @case.Workload;
        return @case.Kind switch
        {
            Kind.Inference => $"SEQUENCE({@case.Name}, {@case.CellName}, {steps}, {@case.Batch}, {input}, {hidden})",
            Kind.Stream => $"STREAM({@case.Name}, {@case.CellName}, {steps}, {input}, {hidden})",
            _ => null,
        };
    }
}
