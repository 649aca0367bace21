using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Measurement;

namespace Unrolled.Benchmarks.Peers;

/// <summary>
/// The few functions of ONNX Runtime's C API that a prediction needs. The library exports one function that gives a table of pointers,
/// OrtApi of onnxruntime_c_api.h, which only ever grows at its end; the numbers below are positions in it.
/// </summary>
internal sealed unsafe class OnnxRuntimeApi
{
    // Opset 14 and everything below were there at version 14 of the API.
    private const uint ApiVersion = 14;

    private readonly nint* _functions;

    /// <summary>Loads the library.</summary>
    /// <exception cref="PeerAbsentException">It cannot be loaded, or is too old.</exception>
    public OnnxRuntimeApi(string path)
    {
        if (!NativeLibrary.TryLoad(path, out nint library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint getBase))
            throw new PeerAbsentException($"{path} cannot be loaded");
        nint* apiBase = (nint*)((delegate* unmanaged<nint>)getBase)();
        Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])())!;
        _functions = (nint*)((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
        if (_functions == null)
            throw new PeerAbsentException($"{path} is ONNX Runtime {Version}, which does not know version {ApiVersion} of its API");
        Run = (delegate* unmanaged<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint>)_functions[9];
    }

    /// <summary>The library's version.</summary>
    public string Version { get; }

    /// <summary>OrtApi::Run(session, run options, input names, inputs, count, output names, count, outputs), giving a status.</summary>
    public delegate* unmanaged<nint, nint, nint*, nint*, nint, nint*, nint, nint*, nint> Run { get; }

    /// <summary>Throws what a status says; a null status is success.</summary>
    public void Check(nint status)
    {
        if (status == 0)
            return;
        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_functions[2])(status))!;
        Release(93, status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }

    /// <summary>CreateEnv.</summary>
    public nint CreateEnvironment()
    {
        const int LogErrors = 3;
        nint result;
        fixed (byte* name = "unrolled\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)_functions[3])(LogErrors, name, &result));
        return result;
    }

    /// <summary>CreateCpuMemoryInfo.</summary>
    public nint CreateMemoryInfo()
    {
        const int Arena = 1, Default = 0;
        nint result;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_functions[69])(Arena, Default, &result));
        return result;
    }

    /// <summary>CreateSessionFromArray with all optimisations, on the calling thread alone.</summary>
    public nint CreateSession(nint environment, ReadOnlySpan<byte> model)
    {
        const int Sequential = 0, AllOptimisations = 99;
        nint options, result;
        Check(((delegate* unmanaged<nint*, nint>)_functions[10])(&options));
        try
        {
            foreach ((int function, int value) in ((int, int)[])[(13, Sequential), (23, AllOptimisations), (24, 1), (25, 1)])
                Check(((delegate* unmanaged<nint, int, nint>)_functions[function])(options, value));
            fixed (byte* bytes = model)
                Check(((delegate* unmanaged<nint, byte*, nint, nint, nint*, nint>)_functions[8])(environment, bytes, model.Length, options, &result));
            return result;
        }
        finally
        {
            Release(100, options);
        }
    }

    /// <summary>CreateTensorWithDataAsOrtValue over memory of the caller's.</summary>
    public nint CreateTensor(nint memoryInfo, NativeArray data, ReadOnlySpan<long> shape)
    {
        const int FloatType = 1;
        nint result;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nint, long*, nint, int, nint*, nint>)_functions[49])(
                memoryInfo, data.Address, data.Span.Length * sizeof(float), dimensions, shape.Length, FloatType, &result));
        }

        return result;
    }

    /// <summary>ReleaseEnv.</summary>
    public void ReleaseEnvironment(nint environment) => Release(92, environment);

    /// <summary>ReleaseMemoryInfo.</summary>
    public void ReleaseMemoryInfo(nint memoryInfo) => Release(94, memoryInfo);

    /// <summary>ReleaseSession.</summary>
    public void ReleaseSession(nint session) => Release(95, session);

    /// <summary>ReleaseValue.</summary>
    public void ReleaseTensor(nint tensor) => Release(96, tensor);

    private void Release(int function, nint value) => ((delegate* unmanaged<nint, void>)_functions[function])(value);
}
