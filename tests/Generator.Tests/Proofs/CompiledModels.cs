using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// Many declarations compiled into one assembly, as models to run. The C# compiler takes nearly all of the time, about 0.1 ms a statement,
/// so each file goes through it once, straight from the compiler of declarations and without nullable analysis, which is a third of its work
/// and which the tests of the whole generator leave on.
/// </summary>
internal static class CompiledModels
{
    private const string Guard = "HasWideKernels => ";

    /// <summary>
    /// The models of the declarations, in order: each with the kernels that this processor would choose, and with those for every other processor.
    /// Both come of one compilation; a model takes its kernels when it is made.
    /// </summary>
    public static IReadOnlyList<(RunnableModel Wide, RunnableModel Portable)> Of(IReadOnlyList<RnnSpec> specs)
    {
        Assembly assembly = Load(specs);
        FieldInfo isPortable = assembly.GetType("Swept.Processor")!.GetField("IsPortable")!;
        RunnableModel Model(int index, bool portable) => RunnableModel.Of(
            specs[index], assembly.GetType("Swept.M" + index)!, assembly.GetType($"Swept.M{index}Stream")!, () => isPortable.SetValue(null, portable));
        return [.. specs.Select((_, index) => (Model(index, false), Model(index, true)))];
    }

    private static Assembly Load(IReadOnlyList<RnnSpec> specs)
    {
        const string Processor = "namespace Swept { public static class Processor { [System.ThreadStatic] public static bool IsPortable; } }";
        IEnumerable<string> files = specs.SelectMany((spec, index) => new[] { Generated(spec, "M" + index), Declaration("M" + index) });
        CSharpCompilation program = InMemoryCompilation.Program([Processor, .. files]);
        return InMemoryCompilation.Load(program);
    }

    /// <summary>The generated file, with a switch of the test's in the place of the constant that says what the processor has.</summary>
    private static string Generated(RnnSpec spec, string name)
    {
        var host = new HostType("Swept", default, name, "Swept." + name);
        string generated = Compiler.Compile(spec with { Host = host }).Source.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal);
        int guard = generated.IndexOf(Guard, StringComparison.Ordinal) + Guard.Length;
        return generated[..guard] + "!global::Swept.Processor.IsPortable && " + generated[guard..];
    }

    private static string Declaration(string name) => $$"""
        namespace Swept;

        public sealed partial class {{name}};

        public static class {{name}}Stream
        {
            public static void Run({{name}} model, float[] inputs, float[] outputs)
            {
                {{name}}.State state = default;
                for (int t = 0; t < {{name}}.StepCount; t++)
                {
                    model.Step(
                        new System.ReadOnlySpan<float>(inputs, t * {{name}}.InputSize, {{name}}.InputSize),
                        ref state,
                        new System.Span<float>(outputs, t * {{name}}.OutputSize, {{name}}.OutputSize));
                }
            }
        }
        """;
}
