using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public sealed class SplitMix64Tests
{
    /// <summary>The numbers of the authors' reference program for the seed 1234567.</summary>
    [Fact]
    public void The_numbers_are_those_of_the_reference()
    {
        ulong state = 1234567;

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => SplitMix64.Next(ref state)));
    }

    [Fact]
    public void Any_number_is_had_at_once()
    {
        ulong state = ulong.MaxValue;
        ulong[] inTurn = [.. Enumerable.Range(0, 9).Select(_ => SplitMix64.Next(ref state))];

        Assert.Equal(inTurn, Enumerable.Range(0, 9).Select(place => SplitMix64.At(ulong.MaxValue, (ulong)place)));
    }
}
