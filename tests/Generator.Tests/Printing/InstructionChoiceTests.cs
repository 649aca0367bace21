using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Kernels of each width name the instructions of that width, and run only behind the guard of what they need.</summary>
public sealed class InstructionChoiceTests
{
    private static readonly (int Bits, string MultiplyAdd, string[] Needs)[] s_widths =
    [
        (512, "Avx512F.FusedMultiplyAdd", ["Avx512F.IsSupported"]),
        (256, "Fma.MultiplyAdd", ["Vector256.IsHardwareAccelerated", "Fma.IsSupported"]),
        (128, "Lanes.MultiplyAdd", []),
    ];

    public static TheoryData<int> Sizes => [1, 7, 9, 33];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_kernel_names_the_vectors_and_the_multiply_add_of_its_width_alone(int hidden) => Assert.All(Files(hidden), file =>
    {
        foreach ((ClassDeclarationSyntax type, int bits, string multiplyAdd, _) in KernelsOf(file))
        {
            string kernels = type.ToString();
            Assert.Contains(multiplyAdd + "(", kernels, StringComparison.Ordinal);
            Assert.All(s_widths.Where(w => w.Bits != bits), other =>
            {
                Assert.DoesNotContain(other.MultiplyAdd, kernels, StringComparison.Ordinal);
                Assert.DoesNotContain($"Vector{other.Bits}.", kernels, StringComparison.Ordinal);
            });
        }
    });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Wide_kernels_are_reached_behind_the_guard_of_what_they_need_alone(int hidden) => Assert.All(Files(hidden), file =>
    {
        ILookup<string, SyntaxNode> uses = file.DescendantNodes().OfType<MemberAccessExpressionSyntax>().ToLookup(m => m.Name.Identifier.Text, m => (SyntaxNode)m);
        foreach ((ClassDeclarationSyntax type, int bits, _, string[] needs) in KernelsOf(file).Where(kernels => kernels.Bits > 128))
        {
            string guard = "HasVector" + bits;
            string condition = file.DescendantNodes().OfType<PropertyDeclarationSyntax>().Single(p => p.Identifier.Text == guard).ExpressionBody!.ToString();

            Assert.All(needs, need => Assert.Contains(need, condition, StringComparison.Ordinal));
            Assert.DoesNotContain("||", condition, StringComparison.Ordinal);
            Assert.NotEmpty(uses[type.Identifier.Text]);
            Assert.All(uses[type.Identifier.Text], use => Assert.Contains(use.Ancestors(), ancestor => IsGuarded(ancestor, use, guard)));
        }
    });

    private static bool IsGuarded(SyntaxNode ancestor, SyntaxNode use, string guard) => ancestor switch
    {
        IfStatementSyntax choice => choice.Condition.ToString() == guard && choice.Statement.Span.Contains(use.Span),
        ConditionalExpressionSyntax choice => choice.Condition.ToString() == guard && choice.WhenTrue.Span.Contains(use.Span),
        _ => false,
    };

    private static IEnumerable<(ClassDeclarationSyntax Type, int Bits, string MultiplyAdd, string[] Needs)> KernelsOf(SyntaxNode file)
    {
        ClassDeclarationSyntax[] types = [.. file.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(c => c.Modifiers.Any(SyntaxKind.FileKeyword))];
        Assert.True(types.Length >= 2);
        return
            from type in types
            from width in s_widths
            where type.Identifier.Text.EndsWith("Vector" + width.Bits, StringComparison.Ordinal)
            select (type, width.Bits, width.MultiplyAdd, width.Needs);
    }

    private static IEnumerable<SyntaxNode> Files(int hidden) =>
        from spec in Specs.AtHidden(hidden)
        select CSharpSyntaxTree.ParseText(Compiler.Compile(spec).Source).GetRoot();
}
