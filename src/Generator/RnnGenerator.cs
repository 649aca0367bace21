using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator;

/// <summary>
/// Completes every class that carries <see cref="RnnAttribute"/>: find, read, compile, add. What travels between the steps compares by
/// value, so that an edit elsewhere computes nothing anew. A wrong declaration generates nothing; <see cref="RnnAnalyzer"/> explains it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RnnGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RnnDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(SpecReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, Read)
            .WhereNotNull()
            .InOrderOf(static declaration => declaration.Draft.Host.FileName)
            .WithTrackingName(StepNames.Declarations);

        IncrementalValuesProvider<RnnSpec> specs = declarations
            .Select(static (declaration, _) => SpecRules.Resolve(declaration))
            .WhereNotNull()
            .WithTrackingName(StepNames.Specs);

        IncrementalValuesProvider<CompiledModel> models = specs
            .Select(static (spec, _) => Compiler.Compile(spec))
            .WithTrackingName(StepNames.Models);

        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.FileName, model.Source));
    }

    private static RnnDeclaration? Read(GeneratorAttributeSyntaxContext found, CancellationToken cancel) =>
        SpecReader.Read((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancel);
}
