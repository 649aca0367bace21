extern alias attributes;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Unrolled.Generator.Tests;

/// <summary>
/// A program compiled in memory: sources, the generator's files, and what came of it. Optimised, without unsafe code, against the
/// attributes, the runtime and the framework, as a user's release build is. A sweep of declarations puts many classes into one.
/// </summary>
internal sealed class InMemoryCompilation
{
    private static readonly ImmutableArray<MetadataReference> s_framework =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly MetadataReference s_attributes =
        MetadataReference.CreateFromFile(typeof(attributes::Unrolled.RnnAttribute).Assembly.Location);

    private static readonly MetadataReference s_runtime =
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "Unrolled.Runtime.dll"));

    private InMemoryCompilation(CSharpCompilation output, GeneratorDriverRunResult run)
    {
        Output = output;
        Run = run;
    }

    /// <summary>The program with its generated files.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>What the generator did.</summary>
    public GeneratorDriverRunResult Run { get; }

    /// <summary>The generated files, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Generated =>
        Run.Results.Single().GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>Errors and warnings of the generator and of the C# compiler.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics =>
        [.. Run.Diagnostics.Concat(Output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Runs the generator over sources and compiles what comes of it.</summary>
    public static InMemoryCompilation Of(params string[] sources) => Of(Program(sources));

    /// <summary>Runs the generator over a program of <see cref="Program"/> and compiles what comes of it.</summary>
    public static InMemoryCompilation Of(CSharpCompilation program)
    {
        GeneratorDriver driver = Driver(program).RunGeneratorsAndUpdateCompilation(program, out Compilation output, out _);
        return new InMemoryCompilation((CSharpCompilation)output, driver.GetRunResult());
    }

    /// <summary>A program before generation, one file a source.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="language">Its language version; the latest that the referenced Roslyn knows unless given.</param>
    /// <param name="withRuntime">Whether it references Unrolled.Runtime.</param>
    /// <param name="documentation">What is made of documentation comments; all in them is checked unless given.</param>
    public static CSharpCompilation Program(
        IEnumerable<string> sources,
        LanguageVersion language = LanguageVersion.Latest,
        bool withRuntime = true,
        DocumentationMode documentation = DocumentationMode.Diagnose)
    {
        var parsing = new CSharpParseOptions(language, documentation);
        return CSharpCompilation.Create(
            "InMemory" + Guid.NewGuid().ToString("N"),
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, parsing, $"Source{index}.cs")),
            withRuntime ? [.. s_framework, s_attributes, s_runtime] : [.. s_framework, s_attributes],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>A driver of the generator that records each step's reason to run.</summary>
    public static GeneratorDriver Driver(CSharpCompilation program) => CSharpGeneratorDriver.Create(
        [new RnnGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)program.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What <see cref="RnnAnalyzer"/> reports of the program with its generated files, in the order of the source.</summary>
    public async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync()
    {
        ImmutableArray<Diagnostic> reported = await Output.WithAnalyzers([new RnnAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. reported.OrderBy(found => found.Location.SourceSpan.Start).ThenBy(found => found.Id, StringComparer.Ordinal)];
    }

    /// <summary>The compiled program, loaded.</summary>
    /// <exception cref="InvalidOperationException">The program does not compile; the message lists the errors.</exception>
    public Assembly Load() => Load(Output);

    /// <summary>A program, compiled and loaded.</summary>
    /// <exception cref="InvalidOperationException">The program does not compile; the message lists the errors.</exception>
    public static Assembly Load(CSharpCompilation program)
    {
        using var image = new MemoryStream();
        EmitResult result = program.Emit(image);
        if (!result.Success)
        {
            IEnumerable<Diagnostic> errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException("The program does not compile:\n" + string.Join("\n", errors.Take(20)));
        }

        image.Position = 0;
        return new AssemblyLoadContext(program.AssemblyName).LoadFromStream(image);
    }

    private static bool IsManaged(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return file.HasMetadata;
    }
}
