using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>What <see cref="RnnAnalyzer"/> reports, where, and in what words.</summary>
public sealed class DiagnosticTests
{
    private const string Valid = "[Rnn(Input = 3, Hidden = 7, Steps = 5)] partial class [|Net|];";

    public static TheoryData<string, string, string> Cases => DiagnosticCases.AsTheory();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_wrong_declaration_is_explained_at_its_place_and_generates_nothing(string id, string message, string marked)
    {
        InMemoryCompilation program = Compile(marked);

        AssertReported(Assert.Single(await program.AnalyzeAsync()), id, DiagnosticSeverity.Error, message, marked);
        Assert.Empty(program.Generated);
        Assert.Empty(program.Run.Diagnostics);
    }

    [Fact]
    public async Task A_language_that_cannot_read_the_generated_code_is_an_error()
    {
        InMemoryCompilation program = Compile(Valid, LanguageVersion.CSharp11);

        AssertReported(
            Assert.Single(await program.AnalyzeAsync()),
            "UNR030",
            DiagnosticSeverity.Error,
            "The generated code needs C# 12 or later, and the project is set to C# 11.0",
            Valid);
        Assert.Empty(program.Generated);
    }

    [Fact]
    public async Task A_program_without_the_runtime_is_an_error()
    {
        InMemoryCompilation program = Compile(Valid, withRuntime: false);

        AssertReported(
            Assert.Single(await program.AnalyzeAsync()),
            "UNR031",
            DiagnosticSeverity.Error,
            "The generated code needs Unrolled.Runtime, which the project does not reference: Unrolled.IRnnModel was not found",
            Valid);
        Assert.Empty(program.Generated);
    }

    [Fact]
    public async Task A_valid_declaration_is_told_its_plan_and_nothing_else()
    {
        InMemoryCompilation program = Compile(Valid);

        Diagnostic reported = Assert.Single(await program.AnalyzeAsync());
        Assert.StartsWith("'Net': ", reported.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        AssertReported(reported, "UNR041", DiagnosticSeverity.Info, reported.GetMessage(CultureInfo.InvariantCulture), Valid);
        Assert.Single(program.Generated);
    }

    [Fact]
    public async Task Every_mistake_of_a_declaration_is_reported_at_once()
    {
        IReadOnlyList<Diagnostic> reported =
            await Compile("[Rnn(Input = 0, Hidden = 7, Cell = (Cell)5)] static class Net;").AnalyzeAsync();

        Assert.Equal(["UNR001", "UNR004", "UNR010", "UNR011", "UNR020"], reported.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public async Task Each_part_of_the_largest_network_is_allowed()
    {
        InMemoryCompilation program = InMemoryCompilation.Of(
            """
            using Unrolled;
            [Rnn(Input = 16384, Hidden = 1, Steps = 32768, Output = 16384, Unroll = Unroll.None)] partial class WideOnes;
            [Rnn(Input = 1, Hidden = 512, Steps = 65536, Unroll = Unroll.None)] partial class LongOnes;
            [Rnn(Input = 1, Hidden = 4096, Steps = 8192, Unroll = Unroll.None)] partial class ManyUnits;
            """);

        Assert.All(await program.AnalyzeAsync(), diagnostic => Assert.Equal("UNR041", diagnostic.Id));
        Assert.Equal(3, program.Generated.Count);
    }

    private static InMemoryCompilation Compile(string marked, LanguageVersion language = LanguageVersion.Latest, bool withRuntime = true) =>
        InMemoryCompilation.Of(InMemoryCompilation.Program([Unmarked(marked)], language, withRuntime));

    private static string Unmarked(string marked) =>
        "using Unrolled;\n" + marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static void AssertReported(Diagnostic reported, string id, DiagnosticSeverity severity, string message, string marked)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        string place = marked[(start + 2)..marked.IndexOf("|]", StringComparison.Ordinal)];

        Assert.Equal((id, severity), (reported.Id, reported.Severity));
        Assert.Equal(message, reported.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(new TextSpan("using Unrolled;\n".Length + start, place.Length), reported.Location.SourceSpan);
    }
}
