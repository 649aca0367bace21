using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>What an edit computes anew: nothing, unless it changes a declaration.</summary>
public sealed class CachingTests
{
    private const string First = "[Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5)] public sealed partial class First;\n";

    private const string Second = "[Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5)] public sealed partial class Second;\n";

    private const string Other = "public class Other { public int F() => 1; }\n";

    private static readonly string[] s_steps = [StepNames.Declarations, StepNames.Specs, StepNames.Models];

    [Theory]
    [InlineData(First + Second, Other + "public class More;")] // an edit in another file
    [InlineData(First + Second + "public class More;", Other)] // an edit in the same file
    [InlineData("// A comment.\n" + First + "/* Another. */" + Second, Other)]
    [InlineData(Second + "\n\n" + First, Other)] // moved within the file
    [InlineData(First, Other + Second)] // moved to another file
    [InlineData(Second, First + Other)]
    public void An_edit_beside_the_declarations_computes_nothing_anew(string file, string otherFile)
    {
        GeneratorRunResult edited = RunTwice([First + Second, Other], [file, otherFile]);

        Assert.All(s_steps, step => Assert.Equal(2, Reasons(edited, step).Count));
        Assert.All(s_steps, step => Assert.All(Reasons(edited, step), AssertReused));
        Assert.All(Outputs(edited.TrackedOutputSteps.Values.SelectMany(runs => runs)), output => AssertReused(output.Reason));
    }

    [Fact]
    public void A_changed_argument_generates_that_model_anew_and_no_other()
    {
        string changed = Second.Replace("Steps = 5", "Steps = 6, Unroll = Unrolled.Unroll.None", StringComparison.Ordinal);
        GeneratorRunResult edited = RunTwice([First + Second, Other], [First + changed, Other]);

        foreach (string step in s_steps)
        {
            Assert.Single(Reasons(edited, step), IncrementalStepRunReason.Modified);
            Assert.Single(Reasons(edited, step), IsReuse);
        }
    }

    [Fact]
    public void A_declaration_that_turns_wrong_removes_its_file_and_no_other()
    {
        string wrong = Second.Replace("Steps = 5", "Steps = 0", StringComparison.Ordinal);
        GeneratorRunResult edited = RunTwice([First + Second], [First + wrong]);

        Assert.StartsWith("First", Assert.Single(edited.GeneratedSources).HintName, StringComparison.Ordinal);
        Assert.Single(Reasons(edited, StepNames.Models), IsReuse);
    }

    [Theory]
    [InlineData("Steps = ")]
    [InlineData("Steps = five")]
    [InlineData("")]
    public void A_declaration_in_the_midst_of_being_typed_computes_no_other_anew(string typed)
    {
        GeneratorRunResult edited = RunTwice([First + Second], [First.Replace("Steps = 5", typed, StringComparison.Ordinal) + Second]);

        Assert.StartsWith("Second", Assert.Single(edited.GeneratedSources).HintName, StringComparison.Ordinal);
        Assert.Single(Reasons(edited, StepNames.Models), IsReuse);
    }

    [Fact]
    public void Nothing_of_the_compilation_travels_through_the_pipeline()
    {
        GeneratorRunResult run = RunTwice([First + Second, Other], [First + Second, Other]);
        IEnumerable<object> values = s_steps.SelectMany(step => Outputs(run.TrackedSteps[step])).Select(output => output.Value);

        Assert.Equal(6, values.Count());
        Assert.All(values, value => AssertDetached(value, []));
    }

    private static GeneratorRunResult RunTwice(string[] before, string[] after)
    {
        CSharpCompilation first = InMemoryCompilation.Program(before);
        CSharpCompilation second = first;
        foreach ((SyntaxTree tree, string text) in first.SyntaxTrees.Zip(after))
            second = second.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text)));
        return InMemoryCompilation.Driver(first).RunGenerators(first).RunGenerators(second).GetRunResult().Results.Single();
    }

    private static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult run, string step) =>
        [.. Outputs(run.TrackedSteps[step]).Select(output => output.Reason)];

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(IEnumerable<IncrementalGeneratorRunStep> runs) =>
        runs.SelectMany(run => run.Outputs);

    private static void AssertReused(IncrementalStepRunReason reason) => Assert.True(IsReuse(reason), reason.ToString());

    private static bool IsReuse(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    /// <summary>Walks everything a value holds, in all its fields, and fails at the first object of Roslyn's.</summary>
    private static void AssertDetached(object? value, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;

        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation, value.GetType().FullName);
        Assert.False(value.GetType().Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), value.GetType().FullName);
        if (value is string)
            return;

        foreach (object? item in value is IEnumerable items ? items : Array.Empty<object>())
            AssertDetached(item, seen);
        foreach (FieldInfo field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            AssertDetached(field.GetValue(value), seen);
    }
}
