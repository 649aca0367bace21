using System.Diagnostics;
using System.Runtime;

namespace Unrolled.Benchmarks.Startup;

/// <summary>What the first call of one of a model's members costs in a fresh process.</summary>
/// <param name="Call">The member.</param>
/// <param name="FirstMilliseconds">Wall time of the first call.</param>
/// <param name="JitMilliseconds">Of that, what the JIT took on the calling thread.</param>
/// <param name="WarmMilliseconds">The fastest of a few further calls.</param>
/// <param name="Methods">Methods that the first call had compiled.</param>
/// <param name="IlBytes">Bytes of IL in them.</param>
internal sealed record FirstCall(
    string Call, double FirstMilliseconds, double JitMilliseconds, double WarmMilliseconds, long Methods, long IlBytes)
{
    private const int FurtherCalls = 20;

    /// <summary>Makes the first call and a few more.</summary>
    public static FirstCall Of(string name, Action call)
    {
        long methods = JitInfo.GetCompiledMethodCount(currentThread: true);
        long bytes = JitInfo.GetCompiledILBytes(currentThread: true);
        TimeSpan jit = JitInfo.GetCompilationTime(currentThread: true);
        TimeSpan first = Time(call);
        jit = JitInfo.GetCompilationTime(currentThread: true) - jit;
        bytes = JitInfo.GetCompiledILBytes(currentThread: true) - bytes;
        methods = JitInfo.GetCompiledMethodCount(currentThread: true) - methods;
        TimeSpan warm = Enumerable.Range(0, FurtherCalls).Min(_ => Time(call));
        return new FirstCall(name, first.TotalMilliseconds, jit.TotalMilliseconds, warm.TotalMilliseconds, methods, bytes);
    }

    private static TimeSpan Time(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start);
    }
}
