using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class InMemoryCompilationTests
{
    [Fact]
    public void A_program_is_loaded_and_runs()
    {
        Assembly program = InMemoryCompilation.Of("public static class Sum { public static int Of(int a, int b) => a + b; }").Load();

        Assert.Equal(5, program.GetType("Sum")!.GetMethod("Of")!.Invoke(null, [2, 3]));
    }

    [Fact]
    public void What_does_not_compile_is_told_with_its_errors()
    {
        InMemoryCompilation program = InMemoryCompilation.Of("class Wrong { int F() => missing; }");

        Assert.Equal("CS0103", Assert.Single(program.Diagnostics).Id);
        Assert.Contains("CS0103", Assert.Throws<InvalidOperationException>(program.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_of_declarations_is_one_program()
    {
        InMemoryCompilation program = InMemoryCompilation.Of(
            [.. Enumerable.Range(1, 6).Select(n => $"[Unrolled.Rnn(Input = 1, Hidden = {n}, Steps = 2)] sealed partial class H{n};")]);

        Assert.DoesNotContain(program.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(6, program.Generated.Count);
        Assert.NotNull(program.Load().GetType("H6"));
    }
}
