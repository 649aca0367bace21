using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Xunit;

namespace Unrolled.Runtime.Tests.Memory;

public class WorkspaceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(4096)]
    [InlineData(100_003)]
    public void Rented_memory_is_aligned_and_all_of_it_can_be_used(int length)
    {
        ref float first = ref Workspace.Rent(length);
        Assert.Equal(0, AddressOf(ref first) % 64);

        var memory = MemoryMarshal.CreateSpan(ref first, length);
        memory.Fill(1.5f);
        GC.Collect();
        Assert.Equal(-1, memory.IndexOfAnyExcept(1.5f));
        Assert.True(Unsafe.AreSame(ref first, ref Workspace.Rent(length)));
    }

    [Fact]
    public void Memory_grows_once_and_is_then_reused() => OnFreshThread(() =>
    {
        Workspace.Rent(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int length = 1000; length >= 0; length--)
            Workspace.Rent(length);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        Workspace.Rent(1001);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() > before);
    });

    [Fact]
    public void Each_thread_has_its_own()
    {
        nint other = 0;
        ref float own = ref Workspace.Rent(64);
        OnFreshThread(() => other = AddressOf(ref Workspace.Rent(64)));
        Assert.NotEqual(other, AddressOf(ref own));
    }

    [Fact]
    public void An_impossible_length_is_refused_and_the_memory_kept()
    {
        ref float first = ref Workspace.Rent(32);
        Assert.Throws<ArgumentOutOfRangeException>("length", () => { Workspace.Rent(-1); });
        Assert.Throws<ArgumentOutOfRangeException>("length", () => { Workspace.Rent(int.MaxValue); });
        Assert.True(Unsafe.AreSame(ref first, ref Workspace.Rent(32)));
    }

    [Fact]
    public void Align_stays_inside_stack_memory_wherever_that_begins()
    {
        Span<float> stack = stackalloc float[64];
        for (int start = 0; start < 16; start++)
        {
            Span<float> memory = stack.Slice(start, 32);
            ref float aligned = ref Workspace.Align(memory);
            Assert.Equal(0, AddressOf(ref aligned) % 64);
            Assert.InRange(Unsafe.ByteOffset(ref memory[0], ref aligned), 0, 15 * sizeof(float));
        }
    }

    private static nint AddressOf(ref float value) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref value);

    private static void OnFreshThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
