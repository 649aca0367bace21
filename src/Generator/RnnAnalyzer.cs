using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unrolled.Generator;

/// <summary>Reports what the rules find in a declaration, at the argument or the class at fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RnnAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A declaration that another tool wrote generates nothing when it is wrong, like any other, and is explained like any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var host = (INamedTypeSymbol)context.Symbol;
        if (SpecReader.Read(host, context.Compilation, context.CancellationToken) is not { } declaration)
            return;

        IEnumerable<Finding> findings = SpecRules.Resolve(declaration) is { } spec
            ? PlanRules.Check(spec, Compiler.Plan(spec))
            : SpecRules.Check(declaration);
        AttributeData attribute = SpecReader.FindAttribute(host)!;
        foreach (Finding finding in findings)
            context.ReportDiagnostic(FindingReport.Create(finding, attribute, context.CancellationToken));
    }
}
