using System;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.Runtime.Tests.Numerics;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Bounds;

/// <summary>Floats at the end of a guarded page whose other floats are NaN.</summary>
internal sealed class PoisonedPage : IDisposable
{
    private readonly GuardedPage _page = new();
    private readonly int _length;

    /// <summary>Floats that are NaN as well, to be written.</summary>
    public PoisonedPage(int length)
    {
        _length = length;
        Whole.Fill(float.NaN);
    }

    /// <summary>Floats to be read.</summary>
    public PoisonedPage(float[] values)
        : this(values.Length) => values.CopyTo(Span);

    /// <summary>The floats; beyond them lies memory that may not be touched.</summary>
    public Span<float> Span => _page.Last(_length);

    private Span<float> Whole => _page.Last(Environment.SystemPageSize / sizeof(float));

    /// <summary>Checks that all else is still NaN.</summary>
    public void CheckPoison() => Assert.All(Whole[..^_length].ToArray(), value => Assert.True(float.IsNaN(value)));

    /// <summary>Checks that nothing has been written at all.</summary>
    public void CheckUntouched(float[] values)
    {
        Assert.Equal(Floats.Bits(values), Floats.Bits(Span));
        CheckPoison();
    }

    public void Dispose() => _page.Dispose();
}
