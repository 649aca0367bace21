using System.Globalization;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the user's half of the file: the partial class with its constants, members and nested types.</summary>
internal sealed class ClassPrinter(CSharpWriter writer, RnnSpec spec, ParameterCatalog parameters, ModelLayout layout, string wide, string portable)
{
    private string Inputs => $"[batch, {Text(spec.Steps)}, {Text(spec.Input)}]";

    private string Outputs => spec.Returns == Returns.Sequence ? $"[batch, {Text(spec.Steps)}, {Text(spec.OutputSize)}]" : $"[batch, {Text(spec.OutputSize)}]";

    private int OutputLength => spec.OutputSteps * spec.OutputSize;

    /// <summary>Prints the class.</summary>
    public void Print()
    {
        foreach (string containing in spec.Host.Containing)
        {
            writer.Open(containing);
        }

        writer.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"Unrolled\", \"{GeneratorVersion.Text}\")]");
        writer.Open($"partial class {spec.Host.Name} : global::Unrolled.IRnnModel<{spec.Host.Name}>");
        Constants();
        Construction();
        Predict();
        Step();
        Backpropagate();
        Files();
        Interface();
        StateType();
        GradientsType();
        writer.Close();
        foreach (string _ in spec.Host.Containing)
        {
            writer.Close();
        }
    }

    private void Constants()
    {
        (string Name, int Value, string Meaning)[] constants =
        [
            ("InputSize", spec.Input, "Features per time step."),
            ("HiddenSize", spec.Hidden, "Units of the recurrent layer."),
            ("StepCount", spec.Steps, "Time steps of one sequence."),
            ("OutputSize", spec.OutputSize, "Floats in one output vector."),
            ("InputLength", spec.Steps * spec.Input, $"Floats in one input sequence, [{Text(spec.Steps)}, {Text(spec.Input)}]."),
            ("OutputLength", OutputLength, "Floats in the result of one sequence."),
            ("ParameterCount", parameters.Length, "Floats of all parameters."),
        ];
        foreach ((string name, int value, string meaning) in constants)
        {
            writer.Line($"/// <summary>{meaning}</summary>");
            writer.Line($"public const int {name} = {Text(value)};");
            writer.Line();
        }

        writer.Line("private static readonly global::Unrolled.ParameterLayout s_layout = new(");
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            string end = tensor == parameters.Tensors[parameters.Tensors.Count - 1] ? ");" : ",";
            string role = "global::Unrolled.ParameterRole." + tensor.Role;
            writer.Line($"    new global::Unrolled.ParameterInfo(\"{tensor.Name}\", {role}, {Text(tensor.Rows)}, {Text(tensor.Columns)}, \"{tensor.Gates}\", {Text(spec.Hidden)}){end}");
        }

        writer.Line();
    }

    private void Construction() => writer.Lines($$"""
        /// <summary>Makes a model whose parameters are drawn from a seed: the same numbers on every platform.</summary>
        public {{spec.Host.Name}}(ulong seed = 0)
        {
            Parameters = HasWideKernels
                ? new(s_layout, {{wide}}.PackedLength, {{wide}}.Pack, seed)
                : new(s_layout, {{portable}}.PackedLength, {{portable}}.Pack, seed);
        }

        /// <summary>The parameters by PyTorch's names, in its shapes and order.</summary>
        public global::Unrolled.ParameterList Parameters { get; }

        /// <summary>Whether this processor runs 256-bit vectors with fused multiply-add; a constant to the compiler.</summary>
        private static bool HasWideKernels => global::System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated && global::System.Runtime.Intrinsics.X86.Fma.IsSupported;

        """);

    private void Predict()
    {
        writer.Line($"/// <summary>Predicts one or many sequences, {Inputs} to {Outputs}. Thread-safe; allocates nothing.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit; nothing has been written.</exception>");
        writer.Open("public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs)");
        writer.Line($"int batch = global::Unrolled.SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(outputs.Length, batch * OutputLength, nameof(outputs), \"{Outputs}\");");
        Dispatch("", "Predict(ref Parameters.Packed, ref {inputs}, ref {outputs}, batch)");
        writer.Close();
        writer.Line();
    }

    private void Step()
    {
        writer.Line($"/// <summary>Advances one stream by one step, [{Text(spec.Input)}] to [{Text(spec.OutputSize)}]. The state is the caller's; allocates nothing.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit; nothing has been written.</exception>");
        writer.Open("public void Step(global::System.ReadOnlySpan<float> input, ref State state, global::System.Span<float> output)");
        writer.Line($"global::Unrolled.SpanChecks.Length(input.Length, InputSize, nameof(input), \"[{Text(spec.Input)}]\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(output.Length, OutputSize, nameof(output), \"[{Text(spec.OutputSize)}]\");");
        Dispatch("", "Step(ref Parameters.Packed, ref {input}, ref state.First, ref {output})");
        writer.Close();
        writer.Line();
    }

    private void Backpropagate()
    {
        string terms = spec.Loss == Loss.CrossEntropy ? $"((double)batch * {Text(spec.OutputSteps)})" : "((double)batch * OutputLength)";
        writer.Line($"/// <summary>Adds the gradients of the mean loss over a batch, {Inputs} against {Outputs}, and returns that loss. Allocates nothing after a thread's first call.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, the batch is empty, or the gradients were made for another model.</exception>");
        writer.Open("public float Backpropagate(global::System.ReadOnlySpan<float> inputs, global::System.ReadOnlySpan<float> targets, global::Unrolled.Gradients gradients)");
        CheckTraining();
        writer.Line("global::Unrolled.SpanChecks.SameLayout(gradients, s_layout, nameof(gradients));");
        writer.Line($"double terms = {terms};");
        Dispatch("double loss = ", "Backpropagate(ref Parameters.Packed, ref {inputs}, ref {targets}, batch, gradients.Accumulator, (float)(1 / terms))");
        writer.Line("return (float)(loss / terms);");
        writer.Close();
        writer.Line();
        writer.Line($"/// <summary>The mean loss over a batch, {Inputs} against {Outputs}. Allocates nothing after a thread's first call.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, or the batch is empty.</exception>");
        writer.Open("public float Evaluate(global::System.ReadOnlySpan<float> inputs, global::System.ReadOnlySpan<float> targets)");
        CheckTraining();
        Dispatch("double loss = ", "Evaluate(ref Parameters.Packed, ref {inputs}, ref {targets}, batch)");
        writer.Line($"return (float)(loss / {terms});");
        writer.Close();
        writer.Line();
    }

    private void CheckTraining()
    {
        writer.Line($"int batch = global::Unrolled.SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.NotEmpty(batch, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(targets.Length, batch * OutputLength, nameof(targets), \"{Outputs}\");");
    }

    /// <summary>Calls the kernels of the width that the processor has; {name} stands for the first float of a span.</summary>
    private void Dispatch(string result, string call)
    {
        string arguments = System.Text.RegularExpressions.Regex.Replace(
            call, @"\{(\w+)\}", match => $"global::System.Runtime.InteropServices.MemoryMarshal.GetReference({match.Groups[1].Value})");
        if (result.Length > 0)
        {
            writer.Line($"{result}HasWideKernels");
            writer.Line($"    ? {wide}.{arguments}");
            writer.Line($"    : {portable}.{arguments};");
            return;
        }

        writer.Open("if (HasWideKernels)");
        writer.Line($"{wide}.{arguments};");
        writer.Close();
        writer.Open("else");
        writer.Line($"{portable}.{arguments};");
        writer.Close();
    }

    private void Files() => writer.Lines($$"""
        /// <summary>Writes the parameters as a .safetensors file, whole or not at all.</summary>
        public void Save(string path) => Parameters.Save(path);

        /// <summary>Reads a model from a .safetensors file.</summary>
        public static {{spec.Host.Name}} Load(string path)
        {
            var model = new {{spec.Host.Name}}();
            model.Parameters.Load(path);
            return model;
        }

        """);

    private void Interface()
    {
        foreach (string name in new[] { "InputSize", "HiddenSize", "StepCount", "OutputSize", "InputLength", "OutputLength" })
        {
            writer.Line($"int global::Unrolled.IRnnModel.{name} => {name};");
            writer.Line();
        }

        string model = $"global::Unrolled.IRnnModel<{spec.Host.Name}>";
        writer.Line($"static global::Unrolled.ModelShape {model}.Shape => new(InputSize, HiddenSize, StepCount, OutputSize, InputLength, OutputLength, ParameterCount);");
        writer.Line();
        writer.Line($"static {spec.Host.Name} {model}.Create(ulong seed) => new(seed);");
        writer.Line();
        writer.Line($"static global::Unrolled.Gradients {model}.CreateGradients() => new Gradients();");
        writer.Line();
    }

    private void StateType()
    {
        writer.Line("/// <summary>The state of one stream; default is the zero state. A struct: many streams share one model.</summary>");
        writer.Open("public struct State");
        writer.Line($"private Memory _memory;");
        foreach (StateUpdate update in layout.Equations.Layer.States)
        {
            string state = update.Name;
            string name = state switch { "h" => "Hidden", "c" => "Cell", _ => throw new InvalidOperationException($"state {state} has no name") };
            string meaning = state == "h" ? "hidden" : "cell";
            writer.Line();
            writer.Line($"/// <summary>The {meaning} state, [{Text(spec.Hidden)}], to read and to set. There is one layer, 0.</summary>");
            writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such layer.</exception>");
            writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
            writer.Open($"public global::System.Span<float> {name}(int layer = 0)");
            writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNotEqual(layer, 0);");
            writer.Line($"return global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref global::System.Runtime.CompilerServices.Unsafe.Add(ref First, {Text(layout.InferenceRecord.OffsetOf(update.Next))}), HiddenSize);");
            writer.Close();
        }

        writer.Line();
        writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        writer.Line("internal ref float First => ref _memory[0];");
        writer.Line();
        writer.Line("/// <summary>The states one after the other, each padded to whole vectors; the padding stays zero.</summary>");
        writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({Text(layout.StateLength)})]");
        writer.Open("private struct Memory");
        writer.Line("private float _first;");
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private void GradientsType()
    {
        writer.Line("/// <summary>The gradients of this model's parameters, by the same names.</summary>");
        writer.Open("public sealed class Gradients : global::Unrolled.Gradients");
        writer.Line("/// <summary>Makes gradients that are all zero.</summary>");
        writer.Open("public Gradients()");
        writer.Line("    : base(s_layout)");
        writer.Close();
        writer.Close();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
