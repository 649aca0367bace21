using System;
using System.Collections.Generic;
using System.Globalization;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the copy of a vector from one place to another: line by line while it is short, as a loop beyond.</summary>
internal static class CopyLowerer
{
    /// <summary>Vectors that are copied line by line.</summary>
    private const int MostStraightVectors = 4;

    /// <summary>The statements that copy <paramref name="length"/> floats.</summary>
    public static IEnumerable<Statement> Copy(int length, Location source, Location target, int lanes)
    {
        int whole = length / lanes * lanes;
        bool isLooped = whole > MostStraightVectors * lanes;
        if (isLooped)
        {
            var body = new Store(target.At with { Index = "unit" }, lanes, new Load(source.At with { Index = "unit" }, lanes));
            yield return new Loop("unit", whole.ToString(CultureInfo.InvariantCulture), lanes, [body]);
        }

        for (int unit = isLooped ? whole : 0; unit < length; unit += lanes)
        {
            int Count(Location location) => location.IsPadded ? lanes : Math.Min(lanes, length - unit);
            yield return new Store(target.At.Plus(unit), Count(target), new Load(source.At.Plus(unit), Count(source)));
        }
    }
}
