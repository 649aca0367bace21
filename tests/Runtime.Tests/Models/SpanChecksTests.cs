using System;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class SpanChecksTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 1)]
    [InlineData(90, 6)]
    public void Batch_is_the_number_of_sequences(int length, int batch) =>
        Assert.Equal(batch, SpanChecks.Batch(length, 15, "inputs", "[batch, 5, 3]"));

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(16)]
    public void Batch_refuses_part_of_a_sequence(int length)
    {
        var error = Assert.Throws<ArgumentException>("inputs", () => SpanChecks.Batch(length, 15, "inputs", "[batch, 5, 3]"));
        Assert.StartsWith($"inputs has {length} floats; it must have a multiple of 15, the shape being [batch, 5, 3].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_names_what_there_is_and_what_there_must_be()
    {
        SpanChecks.Length(6, 6, "outputs", "[6, 1]");
        var error = Assert.Throws<ArgumentException>("outputs", () => SpanChecks.Length(5, 5_000_000_000, "outputs", "[batch, 1]"));
        Assert.StartsWith("outputs has 5 floats; it must have 5000000000, the shape being [batch, 1].", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NotEmpty_refuses_an_empty_batch()
    {
        SpanChecks.NotEmpty(1, "inputs", "[batch, 5, 3]");
        Assert.Throws<ArgumentException>("inputs", () => SpanChecks.NotEmpty(0, "inputs", "[batch, 5, 3]"));
    }

    [Fact]
    public void SameLayout_prints_both_layouts()
    {
        var small = new ParameterLayout(new ParameterInfo("w", ParameterRole.InputWeight, 4, 3, "", 2));
        var large = new ParameterLayout(new ParameterInfo("w", ParameterRole.InputWeight, 4, 5, "", 2));
        SpanChecks.SameLayout(small, new ParameterLayout(small[0]), "gradients");

        var error = Assert.Throws<ArgumentException>("gradients", () => SpanChecks.SameLayout(small, large, "gradients"));
        Assert.Contains("it has w [4, 3]; this model has w [4, 5]", error.Message, StringComparison.Ordinal);
    }
}
