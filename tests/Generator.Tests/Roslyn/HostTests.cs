using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>The classes that can carry the attribute; DiagnosticTests has those that cannot.</summary>
public sealed class HostTests
{
    private const string Attribute = "[Unrolled.Rnn(Input = 2, Hidden = 3, Steps = 2, Cell = Unrolled.Cell.Elman)]";

    private static readonly string[] s_hosts =
    [
        $"{Attribute} sealed partial class Global;",
        $"namespace Unsealed {{ {Attribute} partial class Host {{ }} }}",
        $"namespace Open; /// <summary>Seen from outside.</summary>\n{Attribute} public sealed partial class Host;",
        $"namespace InClass; partial class Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace InStaticClass; static partial class Outer {{ {Attribute} internal sealed partial class Host; }}",
        $"namespace InStruct; partial struct Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace InRefStruct; ref partial struct Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace InRecord; partial record Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace InRecordStruct; readonly partial record struct Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace InInterface; partial interface IOuter {{ {Attribute} internal sealed partial class Host; }}",
        $"namespace Deep.Er; partial class A {{ partial struct B {{ partial interface IC {{ {Attribute} partial class Host; }} }} }}",
        $"namespace @class.@namespace; partial class @struct {{ {Attribute} sealed partial class @event; }}",
        $"namespace Contextual; partial class @record {{ {Attribute} sealed partial class @required; }}",
        $"namespace Größe; {Attribute} sealed partial class Übergröße;",
        $"namespace Cases; {Attribute} sealed partial class Lstm; {Attribute} sealed partial class LSTM;",
        $"namespace Same; {Attribute} sealed partial class Host; partial class Outer {{ {Attribute} private sealed partial class Host; }}",
        $"namespace Parts; {Attribute} sealed partial class Host; partial class Host {{ static void Predict(string overload) {{ }} }}",
        $"namespace {string.Join(".", Enumerable.Repeat("VeryLongNamespaces", 30))}; {Attribute} sealed partial class Host;",
    ];

    [Fact]
    public async Task Every_kind_of_host_is_completed_and_its_code_compiles()
    {
        InMemoryCompilation program = InMemoryCompilation.Of(s_hosts);

        Assert.Empty(program.Diagnostics);
        Assert.Equal(s_hosts.Sum(host => host.Split(Attribute).Length - 1), program.Generated.Count);
        Assert.All(await program.AnalyzeAsync(), diagnostic => Assert.Equal(RuleIds.Plan, diagnostic.Id));
    }

    [Fact]
    public void The_names_that_hosts_may_not_take_are_those_of_the_generated_members()
    {
        InMemoryCompilation program = InMemoryCompilation.Of("[Unrolled.Rnn(Input = 2, Hidden = 9, Steps = 2, LearnedInitialState = true)] sealed partial class Host;");
        ILookup<bool, string> members = program.Output.GetTypeByMetadataName("Host")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName)
            .ToLookup(member => member is IMethodSymbol, member => member.Name);

        Assert.Equal(members[true].Distinct().Order(), GeneratedMembers.Methods.Order());
        Assert.Equal(members[false].Order(), GeneratedMembers.Others.Order());
    }

    [Fact]
    public void File_names_are_short_plain_and_distinct_where_case_is_not()
    {
        IEnumerable<string> names = InMemoryCompilation.Of(s_hosts).Generated.Keys;

        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9._-]{1,120}$", name));
        Assert.Equal(names.Count(), names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("Source1.cs", "State")] // the user's own member, in another part
    [InlineData("Host-302af18f.g.cs", null)]
    public void A_generated_member_is_no_clash(string file, string? clash)
    {
        CSharpCompilation program = InMemoryCompilation.Program([Attribute + " partial class Host;"]);
        SyntaxTree part = CSharpSyntaxTree.ParseText(
            "partial class Host { struct State; }", (CSharpParseOptions)program.SyntaxTrees[0].Options, Path.Combine("generated", file));

        INamedTypeSymbol host = program.AddSyntaxTrees(part).GetTypeByMetadataName("Host")!;

        Assert.Equal(clash is null ? [] : [clash], HostReader.ReadFacts(host, CancellationToken.None).Clashes);
    }

    [Theory]
    [InlineData("[Unrolled.Rnn(Input = \"2\", Hidden = 3, Steps = 2)] partial class Host;")]
    [InlineData("[Unrolled.Rnn(Input = 2, Hidden = Missing, Steps = 2)] partial class Host;")]
    [InlineData(Attribute + " partial class Host; " + Attribute + " partial class Host;")]
    [InlineData("[Other.Rnn] partial class Host; namespace Other { class RnnAttribute : System.Attribute; }")]
    public async Task What_is_no_declaration_generates_nothing_and_says_nothing(string source)
    {
        InMemoryCompilation program = InMemoryCompilation.Of(source);

        Assert.Empty(program.Generated);
        Assert.Empty(program.Run.Diagnostics);
        Assert.Empty(await program.AnalyzeAsync());
    }
}
