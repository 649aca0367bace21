extern alias generator;

using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Benchmarks.Startup;

/// <summary>Time of the source generator for one declaration, in a compilation of nothing else, as an editor pays it after an edit.</summary>
internal static class GeneratorTime
{
    private const int Runs = 5;

    private static readonly string s_framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly MetadataReference[] s_references =
    [
        .. Directory.GetFiles(s_framework, "System*.dll")
            .Append(Path.Combine(s_framework, "netstandard.dll")) // what the attributes were compiled against
            .Append(typeof(RnnAttribute).Assembly.Location)
            .Append(typeof(IRnnModel).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The fastest of a few runs, the first of which warms the compiler up and does not count.</summary>
    /// <param name="model">A class that carries <see cref="RnnAttribute"/>; it is declared anew in the same words.</param>
    /// <exception cref="InvalidOperationException">The generator produced nothing.</exception>
    public static TimeSpan Of(Type model)
    {
        CustomAttributeData rnn = model.GetCustomAttributesData().Single(attribute => attribute.AttributeType == typeof(RnnAttribute));
        string properties = string.Join(", ", rnn.NamedArguments.Select(Property));
        string source = $"[Unrolled.Rnn({properties})] public sealed partial class {model.Name};";
        return Enumerable.Range(0, Runs + 1).Select(_ => Run(source)).Skip(1).Min();
    }

    private static TimeSpan Run(string source)
    {
        var program = CSharpCompilation.Create(
            "Declaration", [CSharpSyntaxTree.ParseText(source)], s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new generator::Unrolled.Generator.RnnGenerator()).RunGenerators(program);
        return driver.GetRunResult().GeneratedTrees.IsEmpty
            ? throw new InvalidOperationException($"The generator produced nothing for {source}")
            : driver.GetTimingInfo().ElapsedTime;
    }

    private static string Property(CustomAttributeNamedArgument argument)
    {
        Type type = argument.TypedValue.ArgumentType;
        return $"{argument.MemberName} = ({type.FullName}){argument.TypedValue.Value}";
    }
}
