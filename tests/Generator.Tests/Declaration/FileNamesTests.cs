using System.Linq;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("Forecaster", "Forecaster-98b2ef47")]
    [InlineData("MyApp.Outer.Forecaster", "MyApp.Outer.Forecaster-5b03d7b1")]
    public void A_file_is_named_after_its_type_and_the_hash_of_that_name(string type, string file) =>
        Assert.Equal(file, FileNames.Of(type));

    [Fact]
    public void Names_that_a_file_system_may_not_tell_apart_differ_in_their_hashes()
    {
        string[] names = ["Lstm", "LSTM", "lstm", "Gr\u00f6\u00dfe", "Gro\u0308\u00dfe", new('A', 200), new('A', 201)];

        Assert.Equal(names.Length, names.Select(name => FileNames.Of(name).ToUpperInvariant()).Distinct().Count());
    }
}
