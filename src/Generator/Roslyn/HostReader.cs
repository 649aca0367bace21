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
        new EquatableArray<string>(Clashes(host)),
        Own(host, host.InstanceConstructors).Any(constructor => !Chains(constructor, cancel)));

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

    private static IEnumerable<string> Clashes(INamedTypeSymbol host)
    {
        IEnumerable<string> others = GeneratedMembers.Others.Where(name => Members(name).Any());
        IEnumerable<string> methods = GeneratedMembers.Methods.Where(name => Members(name).Any(member => member is not IMethodSymbol));
        return others.Concat(methods).Concat(GeneratedMembers.Others.Concat(GeneratedMembers.Methods).Where(name => name == host.Name));

        IEnumerable<ISymbol> Members(string name) => Own(host, host.GetMembers(name));
    }

    /// <summary>The members that the user wrote: an analyzer sees the generated file's too.</summary>
    private static IEnumerable<ISymbol> Own(INamedTypeSymbol host, IEnumerable<ISymbol> members)
    {
        string generatedFile = ReadType(host).FileName + GeneratedMembers.FileExtension;
        return members.Where(member => member.DeclaringSyntaxReferences.Any(
            reference => !reference.SyntaxTree.FilePath.EndsWith(generatedFile, StringComparison.Ordinal)));
    }

    /// <summary>Whether a constructor calls another of its class; one that is no constructor declaration is judged as <see cref="HostKind"/>.</summary>
    private static bool Chains(ISymbol constructor, CancellationToken cancel) =>
        constructor.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancel) is not ConstructorDeclarationSyntax declaration
            || declaration.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    private static bool IsSame(INamedTypeSymbol left, INamedTypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
