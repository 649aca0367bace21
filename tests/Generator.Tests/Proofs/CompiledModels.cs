using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Many declarations compiled into one assembly, as models to run.</summary>
internal static class CompiledModels
{
    private const string Guard = "HasWideKernels => ";

    /// <summary>
    /// The models of the declarations, in order: each with the kernels that this processor would choose, and with those for every other processor.
    /// Both come of one compilation; a model takes its kernels when it is made.
    /// </summary>
    public static IReadOnlyList<(RunnableModel Wide, RunnableModel Portable)> Of(IReadOnlyList<RnnSpec> specs)
    {
        var source = new StringBuilder("namespace Swept\n{\n    public static class Processor { [System.ThreadStatic] public static bool IsPortable; }\n");
        for (int index = 0; index < specs.Count; index++)
        {
            source.Append(Declaration(specs[index], "M" + index));
        }

        source.Append("}\n");
        IEnumerable<string> generated = InMemoryCompilation.Of(source.ToString()).Generated.Values.Select(WithChoice);
        CSharpCompilation program = InMemoryCompilation.Program([source.ToString(), .. generated]);
        Assembly assembly = InMemoryCompilation.Load(program);
        FieldInfo isPortable = assembly.GetType("Swept.Processor")!.GetField("IsPortable")!;
        RunnableModel Model(int index, bool portable) => RunnableModel.Of(
            specs[index], assembly.GetType("Swept.M" + index)!, assembly.GetType($"Swept.M{index}Stream")!, () => isPortable.SetValue(null, portable));
        return [.. specs.Select((_, index) => (Model(index, false), Model(index, true)))];
    }

    /// <summary>Puts a switch of the test's in the place of the constant that says what the processor has.</summary>
    private static string WithChoice(string generated)
    {
        int guard = generated.IndexOf(Guard, StringComparison.Ordinal) + Guard.Length;
        return generated[..guard] + "!global::Swept.Processor.IsPortable && " + generated[guard..];
    }

    private static string Declaration(RnnSpec spec, string name)
    {
        string head = spec.HasHead ? $", Output = {spec.Output}" : "";
        string activation = spec.HasHead && spec.Loss == Loss.MeanSquaredError ? $", OutputActivation = Unrolled.Activation.{spec.OutputActivation}" : "";
        string cell = spec.Cell == Cell.Elman ? $", Activation = Unrolled.Activation.{spec.Activation}" : "";
        return $$"""
                [Unrolled.Rnn(Input = {{spec.Input}}, Hidden = {{spec.Hidden}}, Steps = {{spec.Steps}}, Cell = Unrolled.Cell.{{spec.Cell}}{{cell}}{{head}}{{activation}},
                    Returns = Unrolled.Returns.{{spec.Returns}}, Loss = Unrolled.Loss.{{spec.Loss}}, Bias = {{(spec.Bias ? "true" : "false")}}, Unroll = Unrolled.Unroll.{{spec.Unroll}})]
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
}
