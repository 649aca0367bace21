using System.Linq;
using System.Text.RegularExpressions;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>What a stream's state offers: each of the cell's states as a span of its own length.</summary>
public sealed partial class StateTests
{
    [Fact]
    public void A_plain_cell_offers_its_hidden_and_cell_state() => Offers(Spec(Cell.Lstm), "Hidden HiddenSize", "Cell HiddenSize");

    [Fact]
    public void A_projection_narrows_the_hidden_state_alone() => Offers(Spec(Cell.Lstm) with { Projection = 4 }, "Hidden 4", "Cell HiddenSize");

    [Fact]
    public void A_Jordan_network_offers_its_output() => Offers(Spec(Cell.Jordan) with { Output = 2 }, "Output 2");

    private static RnnSpec Spec(Cell cell) =>
        Specs.Of(3, 7, 5, (cell, Activation.Tanh), (0, Activation.Identity, Loss.MeanSquaredError), Returns.Last, bias: true, Unroll.Auto);

    private static void Offers(RnnSpec spec, params string[] expected) => Assert.Equal(
        expected,
        State().Matches(Compiler.Compile(spec).Source).Select(match => $"{match.Groups["name"].Value} {match.Groups["length"].Value}"));

    [GeneratedRegex(@"Span<float> (?<name>\w+)\(int layer = 0\)\s*\{[^}]*CreateSpan\(ref _memory\[\d+\], (?<length>\w+)\)")]
    private static partial Regex State();
}
