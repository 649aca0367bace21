using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator;

/// <summary>Reads the annotated class: how to open it again, and what could forbid it.</summary>
internal static class HostReader
{
    /// <summary>The class as text.</summary>
    public static HostType ReadType(INamedTypeSymbol host) => new(
        string.Join(".", Parts(host.ContainingNamespace).Select(Escape)),
        new EquatableArray<string>(Chain(host).Where(type => !IsSame(type, host)).Select(Head)),
        Escape(host.Name),
        FileNames.Of(string.Join(".", Parts(host.ContainingNamespace).Concat(Chain(host).Select(type => type.MetadataName)))));

    /// <summary>The class as the rules judge it.</summary>
    public static HostFacts ReadFacts(INamedTypeSymbol host, CancellationToken cancel) => new(
        Kind(host, cancel),
        Names(host, type => !Declarations(type, cancel).All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword))),
        Names(host, type => type.TypeParameters.Length > 0),
        Chain(host).Any(type => type.IsFileLocal),
        new EquatableArray<string>(Clashes(host)));

    /// <summary>The type and those around it, from the outside in.</summary>
    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Chain(outer).Append(type) : [type];

    /// <summary>The names of a namespace's parts, from the outside in; none for the global one.</summary>
    private static IEnumerable<string> Parts(INamespaceSymbol space) =>
        space.IsGlobalNamespace ? [] : Parts(space.ContainingNamespace).Append(space.Name);

    private static EquatableArray<string> Names(INamedTypeSymbol host, Func<INamedTypeSymbol, bool> filter) =>
        new(Chain(host).Where(filter).Select(type => type.Name));

    private static string Head(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { TypeKind: TypeKind.Interface } => "interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
            { TypeKind: TypeKind.Struct } => "struct",
            { IsRecord: true } => "record",
            _ => "class",
        };
        return $"partial {keyword} {Escape(type.Name)}";
    }

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static HostKind Kind(INamedTypeSymbol host, CancellationToken cancel) => host switch
    {
        { IsStatic: true } => HostKind.Static,
        { IsAbstract: true } => HostKind.Abstract,
        { IsRecord: true } => HostKind.Record,
        _ when Declarations(host, cancel).Any(declaration => declaration.ParameterList is not null) => HostKind.PrimaryConstructor,
        _ => HostKind.Plain,
    };

    private static IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type, CancellationToken cancel) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancel)).OfType<TypeDeclarationSyntax>();

    /// <remarks>An analyzer sees the generated members too: those are not clashes.</remarks>
    private static IEnumerable<string> Clashes(INamedTypeSymbol host)
    {
        string generatedFile = ReadType(host).FileName + GeneratedMembers.FileExtension;
        IEnumerable<string> others = GeneratedMembers.Others.Where(name => host.GetMembers(name).Any(IsOwn));
        IEnumerable<string> methods = GeneratedMembers.Methods.Where(name => host.GetMembers(name).Any(member => member is not IMethodSymbol && IsOwn(member)));
        IEnumerable<string> itself = GeneratedMembers.Others.Concat(GeneratedMembers.Methods).Where(name => name == host.Name);
        return others.Concat(methods).Concat(itself);

        bool IsOwn(ISymbol member) => member.DeclaringSyntaxReferences.Any(
            reference => !reference.SyntaxTree.FilePath.EndsWith(generatedFile, StringComparison.Ordinal));
    }

    private static bool IsSame(INamedTypeSymbol left, INamedTypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
