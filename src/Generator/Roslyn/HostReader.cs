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
        new EquatableArray<string>(Chain(host.ContainingType).Select(Head)),
        Escape(host.Name),
        FileNames.Of(string.Join(".", Parts(host.ContainingNamespace).Concat(Chain(host).Select(type => type.MetadataName)))));

    /// <summary>The class as the rules judge it.</summary>
    public static HostFacts ReadFacts(INamedTypeSymbol host, CancellationToken cancel)
    {
        List<ISymbol> members = [.. OwnMembers(host)];
        return new HostFacts(
            Kind(host, cancel),
            Names(host, type => !Declarations(type, cancel).All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword))),
            Names(host, type => type.TypeParameters.Length > 0),
            Chain(host).Any(type => type.IsFileLocal),
            new EquatableArray<string>(Clashes(host, members)),
            members.Any(member => IsUnchainedConstructor(member, cancel)));
    }

    /// <summary>The type and those around it, from the outside in; none for none.</summary>
    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol? type) =>
        type is null ? [] : Chain(type.ContainingType).Append(type);

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

    private static string Escape(string name) => IsKeyword(name) ? "@" + name : name;

    private static bool IsKeyword(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;

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

    /// <summary>The members that the user wrote: an analyzer sees the generated file's too.</summary>
    private static IEnumerable<ISymbol> OwnMembers(INamedTypeSymbol host)
    {
        string generatedFile = ReadType(host).FileName + GeneratedMembers.FileExtension;
        return host.GetMembers().Where(member => member.DeclaringSyntaxReferences.Any(
            reference => !reference.SyntaxTree.FilePath.EndsWith(generatedFile, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Clashes(INamedTypeSymbol host, List<ISymbol> members)
    {
        IEnumerable<string> others = members.Select(member => member.Name).Where(GeneratedMembers.Others.Contains);
        IEnumerable<string> methods = members
            .Where(member => member is not IMethodSymbol && GeneratedMembers.Methods.Contains(member.Name))
            .Select(member => member.Name);
        IEnumerable<string> itself = GeneratedMembers.Others.Concat(GeneratedMembers.Methods).Where(name => name == host.Name);
        return others.Concat(methods).Concat(itself).Distinct();
    }

    /// <summary>Whether a member is an instance constructor that calls none of its class; <see cref="Kind"/> tells of primary ones.</summary>
    private static bool IsUnchainedConstructor(ISymbol member, CancellationToken cancel) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        && member.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancel) is ConstructorDeclarationSyntax { Initializer: var initializer }
            && !initializer.IsKind(SyntaxKind.ThisConstructorInitializer));
}
