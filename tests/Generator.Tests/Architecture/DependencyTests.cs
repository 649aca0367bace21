using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Dependencies point one way: from Compiler.cs down, nothing knows Roslyn.</summary>
public sealed class DependencyTests
{
    private const string Roslyn = "Microsoft.CodeAnalysis";

    private static readonly string[] s_files = ["RnnGenerator.cs", "RnnAnalyzer.cs", "Declaration/SpecReader.cs"];

    private static readonly string[] s_folders = ["Diagnostics/", "Roslyn/"];

    [Fact]
    public void Files_that_name_Roslyn_are_those_that_may()
    {
        IEnumerable<string> naming =
            from source in Sources() where source.Text.Contains(Roslyn, StringComparison.Ordinal) select source.File;

        Assert.NotEmpty(naming);
        Assert.All(naming, file => Assert.True(MayNameRoslyn(file), file));
    }

    [Fact]
    public void Types_below_the_compiler_have_no_Roslyn_type_in_any_signature()
    {
        HashSet<string> above =
            [.. from source in Sources() where MayNameRoslyn(source.File) select Path.GetFileNameWithoutExtension(source.File)];
        Type[] below = [.. typeof(RnnGenerator).Assembly.GetTypes().Where(type => !above.Contains(Outermost(type).Name.Split('`')[0]))];

        Assert.Contains(typeof(Compiler), below);
        Assert.Contains(typeof(SpecRules), below);
        Assert.All(below, type => Assert.DoesNotContain(Mentioned(type), IsRoslyn));
    }

    private static bool MayNameRoslyn(string file) =>
        s_files.Contains(file) || s_folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal));

    private static IEnumerable<(string File, string Text)> Sources() =>
        from path in Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Root(), path).Replace('\\', '/')
        where !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal)
        select (file, File.ReadAllText(path));

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../src/Generator"));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsRoslyn(Type type) => type.Assembly.GetName().Name!.StartsWith(Roslyn, StringComparison.Ordinal);

    /// <summary>Every type in a type's declaration and in the signatures of its members.</summary>
    private static IEnumerable<Type> Mentioned(Type type)
    {
        const BindingFlags all =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<Type> declared = type.GetInterfaces().Append(type.BaseType ?? typeof(object));
        IEnumerable<Type> fields = type.GetFields(all).Select(field => field.FieldType);
        IEnumerable<Type> results = type.GetMethods(all).Select(method => method.ReturnType);
        IEnumerable<Type> parameters = type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all))
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);
        return declared.Concat(fields).Concat(results).Concat(parameters).SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
