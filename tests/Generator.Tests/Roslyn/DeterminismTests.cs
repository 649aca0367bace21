using System.Collections.Generic;
using System.Globalization;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>The same declarations give the same files, wherever and how often.</summary>
public sealed class DeterminismTests
{
    private const string Source = """
        namespace Ilk;
        [Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Unrolled.Cell.Lstm, Output = 1)] public sealed partial class Inside;
        [Unrolled.Rnn(Input = 2, Hidden = 5, Steps = 4, Cell = Unrolled.Cell.Gru)] public sealed partial class INSIDE;
        [Unrolled.Rnn(Input = 1, Hidden = 9, Steps = 3, Cell = Unrolled.Cell.Elman, Output = 2)] public sealed partial class Third;
        """;

    [Fact]
    public void Two_runs_give_the_same_files() => Assert.Equal(Generate(), Generate());

    [Theory]
    [InlineData("tr-TR")] // i and I are not each other's case
    [InlineData("ar-SA")] // other signs, another calendar
    [InlineData("de-DE")] // a comma for the point
    public void The_culture_changes_nothing(string culture)
    {
        IReadOnlyDictionary<string, string> expected = Generate();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Generate());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_files_end_their_lines_alike_on_every_system() =>
        Assert.All(Generate().Values, text => Assert.DoesNotContain('\r', text));

    private static IReadOnlyDictionary<string, string> Generate() => InMemoryCompilation.Of(Source).Generated;
}
