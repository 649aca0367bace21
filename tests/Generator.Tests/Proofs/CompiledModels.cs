using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// Many declarations compiled into one assembly, as models to run. The C# compiler takes nearly all of the time, about 0.1 ms a statement,
/// so each file goes through it once, straight from the compiler of declarations and without nullable analysis, which is a third of its work
/// and which the tests of the whole generator leave on.
/// </summary>
internal static class CompiledModels
{
    /// <summary>The widths of vectors, in bits, the widest first.</summary>
    private static readonly int[] s_bits = [512, 256, 128];

    private static readonly ConcurrentDictionary<int, Lazy<IReadOnlyList<IReadOnlyList<RunnableModel>>>> s_swept = [];

    /// <summary>The models of <see cref="Specs.AtHidden"/>, compiled once for all tests that look at them.</summary>
    public static IReadOnlyList<IReadOnlyList<RunnableModel>> AtHidden(int hidden) =>
        s_swept.GetOrAdd(hidden, size => new Lazy<IReadOnlyList<IReadOnlyList<RunnableModel>>>(() => Of([.. Specs.AtHidden(size)]))).Value;

    /// <summary>
    /// The models of the declarations, in order, each once for every width of vectors that it has kernels for and this processor runs.
    /// All come of one compilation; a model takes its kernels when it is made.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<RunnableModel>> Of(IReadOnlyList<RnnSpec> specs)
    {
        Assembly assembly = Load(specs);
        FieldInfo widest = assembly.GetType("Swept.Processor")!.GetField("Bits")!;
        RunnableModel Model(int index, int bits) => RunnableModel.Of(
            specs[index], assembly.GetType("Swept.M" + index)!, assembly.GetType($"Swept.M{index}Stream"), () => widest.SetValue(null, bits));
        return [.. specs.Select((spec, index) => s_bits.Where(bits => IsAtHand(spec, bits)).Select(bits => Model(index, bits)).ToList())];
    }

    private static bool IsAtHand(RnnSpec spec, int bits) => bits switch
    {
        512 => Avx512F.IsSupported && Widths.Of(spec).Contains(Widths.Vector512),
        256 => Vector256.IsHardwareAccelerated && Fma.IsSupported,
        _ => true,
    };

    private static Assembly Load(IReadOnlyList<RnnSpec> specs)
    {
        const string Processor = "namespace Swept { public static class Processor { [System.ThreadStatic] public static int Bits; } }";
        IEnumerable<string> files = specs.SelectMany((spec, index) => new[] { Generated(spec, "M" + index), Declaration(spec, "M" + index) });
        CSharpCompilation program = InMemoryCompilation.Program([Processor, .. files]);
        return InMemoryCompilation.Load(program);
    }

    /// <summary>The generated file, with a switch of the test's before the constants that say what the processor has.</summary>
    private static string Generated(RnnSpec spec, string name)
    {
        var host = new HostType("Swept", default, name, "Swept." + name);
        RnnSpec widest = spec with { Host = host, Vectors = Vectors.Widest };
        string generated = Compiler.Compile(widest).Source.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal);
        foreach (int bits in s_bits)
        {
            string guard = $"bool HasVector{bits} => ";
            generated = generated.Replace(guard, $"{guard}global::Swept.Processor.Bits >= {bits} && ", StringComparison.Ordinal);
        }

        return generated;
    }

    private static string Declaration(RnnSpec spec, string name) => $"namespace Swept; public sealed partial class {name};" + (spec.HasStep ? Stream(name) : "");

    private static string Stream(string name) => $$"""
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
