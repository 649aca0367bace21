using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// Many declarations compiled into one assembly, as models to run. The C# compiler takes nearly all of the time, so each file goes through it
/// once, straight from the compiler of declarations, with the kernels that the proof reads alone, and without nullable analysis and checks of
/// the documentation, which the tests of the whole generator leave on.
/// </summary>
internal static class CompiledModels
{
    /// <summary>The widths of vectors, in bits, the widest first.</summary>
    private static readonly int[] s_bits = [512, 256, 128];

    private static readonly ConcurrentDictionary<int, Lazy<IReadOnlyList<IReadOnlyList<RunnableModel>>>> s_swept = [];

    /// <summary>The models of <see cref="Specs.AtHidden"/>, compiled once for all tests that look at them.</summary>
    public static IReadOnlyList<IReadOnlyList<RunnableModel>> AtHidden(int hidden) => s_swept.GetOrAdd(hidden, Swept).Value;

    /// <summary>
    /// The models of the declarations, in order, each once for one or two of the widths of vectors that it has kernels for and this processor runs, in
    /// turn, so that neighbours meet all; each for all of them in the long sweep.
    /// All come of one compilation; a model takes its kernels when it is made.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<RunnableModel>> Of(IReadOnlyList<RnnSpec> specs, int most = 2) =>
        Of(specs, (spec, index) => InTurn(BitsAtHand(spec), spec, index, most));

    /// <summary>The models of the declarations, in order, each once for all its widths that this processor runs.</summary>
    public static IReadOnlyList<IReadOnlyList<RunnableModel>> OfEveryWidth(IReadOnlyList<RnnSpec> specs) => Of(specs, (spec, _) => BitsAtHand(spec));

    /// <summary>The models of the declarations, in order, each of one width, the widths in turn: less than half as much to compile.</summary>
    public static IReadOnlyList<RunnableModel> OfOneWidth(IReadOnlyList<RnnSpec> specs) =>
        [.. Of(specs, (spec, index) => [BitsAtHand(spec)[index % BitsAtHand(spec).Count]]).Select(widths => widths[0])];

    /// <summary>For how many of three widths a place among those of <see cref="Specs.AtHidden"/> is compiled: a variant, which four or five sizes have, for two.</summary>
    internal static int MostSwept(RnnSpec spec, int index) => index < Specs.CellsAt(spec.Hidden).Count() ? 1 : 2;

    /// <summary>All of two widths or less, and all in the long sweep; of three, so many, which ones by the hidden size and the place among the declarations.</summary>
    internal static IReadOnlyList<int> InTurn(IReadOnlyList<int> bits, RnnSpec spec, int index, int most) =>
        Specs.IsLong || bits.Count < s_bits.Length ? bits : [.. bits.Where((_, place) => (place + spec.Hidden + index) % bits.Count < most)];

    private static Lazy<IReadOnlyList<IReadOnlyList<RunnableModel>>> Swept(int hidden) => new(() =>
        Of([.. Specs.AtHidden(hidden)], (spec, index) => InTurn(BitsAtHand(spec), spec, index, MostSwept(spec, index))));

    private static IReadOnlyList<IReadOnlyList<RunnableModel>> Of(IReadOnlyList<RnnSpec> specs, Func<RnnSpec, int, IReadOnlyList<int>> choose)
    {
        IReadOnlyList<int>[] chosen = [.. specs.Select(choose)];
        Assembly assembly = Load(specs, chosen);
        FieldInfo widest = assembly.GetType("Swept.Processor")!.GetField("Bits")!;
        RunnableModel Model(int index, int bits) => RunnableModel.Of(
            specs[index], bits, assembly.GetType("Swept.M" + index)!, assembly.GetType($"Swept.M{index}Stream"), () => widest.SetValue(null, bits));
        return [.. specs.Select((spec, index) => chosen[index].Select(bits => Model(index, bits)).ToList())];
    }

    private static IReadOnlyList<int> BitsAtHand(RnnSpec spec) => [.. s_bits.Where(bits => IsAtHand(spec, bits))];

    private static bool IsAtHand(RnnSpec spec, int bits) => bits switch
    {
        512 => Avx512F.IsSupported && Widths.Of(spec).Contains(Widths.Vector512),
        256 => Vector256.IsHardwareAccelerated && Fma.IsSupported,
        _ => true,
    };

    private static Assembly Load(IReadOnlyList<RnnSpec> specs, IReadOnlyList<int>[] chosen)
    {
        const string Processor = "namespace Swept { public static class Processor { [System.ThreadStatic] public static int Bits; } }";
        IEnumerable<string> files = specs.SelectMany((spec, index) => new[] { Generated(spec, "M" + index, chosen[index]), Declaration(spec, "M" + index) });
        CSharpCompilation program = InMemoryCompilation.Program([Processor, .. files], documentation: DocumentationMode.None);
        return InMemoryCompilation.Load(program);
    }

    /// <summary>The generated file, with a switch of the test's before the constants that say what the processor has.</summary>
    private static string Generated(RnnSpec spec, string name, IReadOnlyList<int> chosen)
    {
        var host = new HostType("Swept", default, name, "Swept." + name);
        RnnSpec widest = spec with { Host = host, Vectors = Vectors.Widest };
        string generated = Compiler.Compile(widest).Source.Replace("#nullable enable", "#nullable disable", StringComparison.Ordinal);
        foreach (int bits in s_bits)
        {
            string guard = $"bool HasVector{bits} => ";
            generated = generated.Replace(guard, $"{guard}global::Swept.Processor.Bits >= {bits} && ", StringComparison.Ordinal);
        }

        return chosen.Count == s_bits.Length ? generated : OfWidths(generated, name, chosen);
    }

    /// <summary>The file without the kernels of other widths, which are classes of their own; what calls them, and never runs, calls those that stay.</summary>
    private static string OfWidths(string generated, string name, IReadOnlyList<int> chosen)
    {
        string others = string.Join('|', s_bits.Except(chosen));
        string kept = Regex.Replace(generated, $@"^    file [\w ]+ {name}Vector({others}).*?^    \{{\n.*?^    \}}\n", "", RegexOptions.Multiline | RegexOptions.Singleline);
        return Regex.Replace(kept, $@"\b{name}Vector({others})", $"{name}Vector{chosen[0]}");
    }

    private static string Declaration(RnnSpec spec, string name) => $"namespace Swept; public sealed partial class {name};" + (spec.HasStep ? Stream(name, spec.LearnedInitialState ? "model.InitialState()" : "default") : "");

    private static string Stream(string name, string initial) => $$"""
        public static class {{name}}Stream
        {
            public static void Run({{name}} model, float[] inputs, float[] outputs)
            {
                {{name}}.State state = {{initial}};
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
