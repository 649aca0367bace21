using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>ONNX Runtime's processor provider, by the native library that npm's package onnxruntime-node carries; Node itself is not needed.</summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    private readonly OnnxRuntimeApi _api;
    private readonly nint _environment;

    /// <summary>Loads the library.</summary>
    /// <param name="folders">Where to look for node_modules/onnxruntime-node.</param>
    /// <exception cref="PeerAbsentException">It lies in none of them.</exception>
    public OnnxRuntimePeer(IReadOnlyList<string> folders)
    {
        string library = folders.SelectMany(Libraries).FirstOrDefault()
            ?? throw new PeerAbsentException($"no node_modules/onnxruntime-node in {string.Join(" or ", folders)}");
        _api = new OnnxRuntimeApi(library);
        _environment = _api.CreateEnvironment();
    }

    /// <inheritdoc/>
    public string Name => "onnxruntime";

    /// <inheritdoc/>
    public string Version => _api.Version;

    /// <inheritdoc/>
    public int VectorBits => 0;

    /// <inheritdoc/>
    public IRun? Load(Problem problem) => problem.Case.Kind == Kind.Training ? null : new OnnxRuntimeRun(_api, _environment, problem);

    /// <inheritdoc/>
    public void Dispose() => _api.ReleaseEnvironment(_environment);

    // The package has one folder for each version of Node's interface, and in it one for each system and processor.
    private static IEnumerable<string> Libraries(string folder)
    {
        string package = Path.Combine(folder, "node_modules", "onnxruntime-node", "bin");
        if (!Directory.Exists(package))
            return [];
        string system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        string target = Path.Combine(system, RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64");
        return from version in Directory.GetDirectories(package)
               let files = Path.Combine(version, target)
               where Directory.Exists(files)
               from file in Directory.GetFiles(files, "*onnxruntime.*").Order(StringComparer.Ordinal)
               where Path.GetFileName(file) is var name && (name.Contains(".so", StringComparison.Ordinal) || name.EndsWith(".dylib", StringComparison.Ordinal) || name == "onnxruntime.dll")
               select file;
    }
}
