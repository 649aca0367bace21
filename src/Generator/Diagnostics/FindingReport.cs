using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator;

/// <summary>Turns a finding, which knows no place, into a diagnostic at its place.</summary>
internal static class FindingReport
{
    /// <summary>
    /// The diagnostic, at the argument that the finding names, or else at the class's name in the declaration that carries the attribute.
    /// </summary>
    public static Diagnostic Create(Finding finding, AttributeData attribute, CancellationToken cancel)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancel);
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments
            .FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText is { } name && name == finding.Argument);
        Location location = argument?.GetLocation() ?? syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.Identifier.GetLocation();
        return Diagnostic.Create(Descriptors.Of(finding.Rule), location, [.. finding.Values]);
    }
}
