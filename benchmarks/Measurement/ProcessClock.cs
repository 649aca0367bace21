using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>
/// The clock of all slices: processor time of the whole process, so that time lost to other processes does not count and work handed to
/// a helper thread does. Where there is no POSIX clock it is the wall's.
/// </summary>
internal static partial class ProcessClock
{
    // CLOCK_PROCESS_CPUTIME_ID, as Linux's and macOS' <time.h> define it.
    private static readonly int s_processTime = OperatingSystem.IsMacOS() ? 12 : 2;

    /// <summary>Whether processor time is measured, not the wall's.</summary>
    public static bool IsProcessorTime { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Seconds since an arbitrary moment.</summary>
    public static double Now()
    {
        if (!IsProcessorTime)
            return (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        if (Read(s_processTime, out Timespec time) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        return time.Seconds + (1e-9 * time.Nanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int Read(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
