using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Every diagnostic has a page that is right, a row in the release files, and a test that triggers it.</summary>
public sealed class DocumentationTests
{
    /// <summary>Those with a test of their own, in DiagnosticTests and PlanRulesTests.</summary>
    private static readonly string[] s_testedApart =
        [RuleIds.LanguageTooOld, RuleIds.RuntimeMissing, RuleIds.UnrollBeyondBudget, RuleIds.Plan, RuleIds.UnrollOutOfReach];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_page_and_rows_that_name_it_alike(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Of(id);
        string title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
        string severity = descriptor.DefaultSeverity.ToString().ToLowerInvariant();

        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {title}\n\nSeverity: {severity}\n", Page(id + ".md"), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {severity} | {title} |\n", Page("README.md"), StringComparison.Ordinal);
        Assert.Single(ReleaseRows(), row => row == $"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {title}");
    }

    [Fact]
    public void Every_diagnostic_is_triggered_by_a_test()
    {
        IEnumerable<string> tested = DiagnosticCases.All.Select(@case => @case.Id).Concat(s_testedApart).Distinct();

        Assert.Equal(Descriptors.All.Select(descriptor => descriptor.Id), tested.Order());
    }

    [Fact]
    public void No_page_and_no_row_is_of_a_diagnostic_that_does_not_exist()
    {
        Assert.Equal(Descriptors.All.Length, Directory.GetFiles(Folder("docs/diagnostics"), "UNR*.md").Length);
        Assert.Equal(Descriptors.All.Length, ReleaseRows().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_of_a_page_is_reported_and_its_mend_is_not(string id)
    {
        string[] programs = [.. Page(id + ".md").Split("```csharp\n").Skip(1).Select(block => block.Split("```")[0])];

        Assert.Equal(2, programs.Length);
        Assert.Contains(id, await Report(programs[0], Setting(id)));
        Assert.Equal([RuleIds.Plan], await Report(programs[1], (LanguageVersion.CSharp12, true)));
    }

    private static (LanguageVersion Language, bool WithRuntime) Setting(string id) => id switch
    {
        RuleIds.LanguageTooOld => (LanguageVersion.CSharp11, true),
        RuleIds.RuntimeMissing => (LanguageVersion.CSharp12, false),
        _ => (LanguageVersion.CSharp12, true),
    };

    private static async Task<IEnumerable<string>> Report(string source, (LanguageVersion Language, bool WithRuntime) setting)
    {
        CSharpCompilation program = InMemoryCompilation.Program([source], setting.Language, setting.WithRuntime);
        return (await InMemoryCompilation.Of(program).AnalyzeAsync()).Select(diagnostic => diagnostic.Id);
    }

    private static string Page(string file) => File.ReadAllText(Path.Combine(Folder("docs/diagnostics"), file)).ReplaceLineEndings("\n");

    private static IEnumerable<string> ReleaseRows() =>
        Directory.GetFiles(Folder("src/Generator/Diagnostics"), "AnalyzerReleases.*.md")
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("UNR", StringComparison.Ordinal));

    private static string Folder(string name, [CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../..", name));
}
