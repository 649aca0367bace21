using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Runtime.Tests.Numerics;

/// <summary>A page of memory with nothing behind it: on Linux, touching one byte beyond is a fault; elsewhere plain memory.</summary>
internal sealed class GuardedPage : IDisposable
{
    private const int ReadWrite = 3, NoAccess = 0, PrivateAnonymous = 0x22;

    private readonly nint _size = Environment.SystemPageSize;
    private readonly nint _memory;

    public GuardedPage()
    {
        if (!OperatingSystem.IsLinux())
        {
            _memory = Marshal.AllocHGlobal(_size);
            return;
        }

        _memory = Map(0, 2 * _size, ReadWrite, PrivateAnonymous, -1, 0);
        if (_memory == -1 || Protect(_memory + _size, _size, NoAccess) != 0)
            throw new InvalidOperationException($"No guarded page: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>The address <paramref name="count"/> floats before the end; with 0, the end itself.</summary>
    public ref float End(int count) => ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), _memory + _size - (count * sizeof(float)));

    public Span<float> Last(int count) => MemoryMarshal.CreateSpan(ref End(count), count);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            _ = Unmap(_memory, 2 * _size);
        else
            Marshal.FreeHGlobal(_memory);
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static extern int Unmap(nint address, nint length);
}
