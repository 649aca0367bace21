using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the user's half of the file: the partial class with its constants, members and nested types.</summary>
internal sealed class ClassPrinter(CSharpWriter writer, RnnSpec spec, ParameterCatalog parameters, ModelProgram model)
{
    /// <summary>What <see cref="LanePrinter.Optimized"/> says, in full names.</summary>
    private const string Optimized =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    private string Inputs => $"[batch, {Text(spec.Steps)}, {Text(spec.Input)}]";

    private string Outputs => spec.Returns == Returns.Sequence ? $"[batch, {Text(spec.Steps)}, {Text(spec.OutputSize)}]" : $"[batch, {Text(spec.OutputSize)}]";

    private string Weights => spec.Returns == Returns.Sequence ? $"[{Text(spec.Steps)}] or [batch, {Text(spec.Steps)}]" : "[batch]";

    private IReadOnlyList<WidthProgram> Widths => model.Widths;

    /// <summary>The layouts of the layers, the lowest first; states have the same places in those of every width.</summary>
    private IReadOnlyList<ModelLayout> Layers => model.KernelsOf.Select(kernels => Widths[0].Kernels[kernels].Layout).ToList();

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
        if (spec.HasStep)
        {
            Step();
        }

        if (spec.LearnedInitialState)
        {
            new InitialStatePrinter(writer, spec).Print();
        }

        Backpropagate();
        new ContextPrinter(writer, spec, Inputs, Outputs).Print();
        Files();
        Interface();
        if (spec.HasStep)
        {
            new StatePrinter(writer, spec, Layers).Print();
        }

        BatchTypes();
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
            ("HiddenSize", spec.HiddenOf(spec.Layers - 1), spec.Layers == 1 ? "Units of the recurrent layer." : "Units of the top layer."),
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
        writer.Line("[");
        foreach (ParameterTensor tensor in parameters.Tensors)
        {
            string role = "global::Unrolled.ParameterRole." + tensor.Role;
            writer.Line($"    new global::Unrolled.ParameterInfo(\"{tensor.Name}\", {role}, {Text(tensor.Rows)}, {Text(tensor.Columns)}, \"{tensor.Gates}\", {Text(tensor.FanIn)}),");
        }

        writer.Line("]);");
        writer.Line();
        writer.Line($"private static readonly global::Unrolled.StateLayout s_states = new{LayerPrinter.StateLayoutOf(model)};");
        writer.Line();
    }

    private void Construction()
    {
        writer.Line("/// <summary>Makes a model whose parameters are drawn from a seed: the same numbers on every platform.</summary>");
        writer.Open($"public {spec.Host.Name}(ulong seed = 0)");
        if (spec.IsOneLayer)
        {
            Choose("Parameters = ", kernels => $"new(s_layout, {kernels}.PackedLength, {kernels}.Pack, seed)");
        }
        else
        {
            writer.Line("Parameters = new(s_layout, LayeredKernels.PackedLength, LayeredKernels.Pack, seed);");
        }

        writer.Close();
        writer.Line();
        writer.Line("/// <summary>The parameters by PyTorch's names, in its shapes and order.</summary>");
        writer.Line("public global::Unrolled.ParameterList Parameters { get; }");
        writer.Line();
        foreach (WidthProgram width in Widths.Take(Widths.Count - 1))
        {
            writer.Line($"/// <summary>Whether the {Text(width.Lanes * 32)}-bit kernels run here; a constant to the compiler.</summary>");
            writer.Line($"private static bool {GuardOf(width)} => {Condition(width)};");
            writer.Line();
        }

        writer.Line("/// <summary>The layers of the width that the processor has, for all that is more than one layer over whole sequences from the zero state.</summary>");
        Choose("private static global::Unrolled.LayeredModel LayeredKernels => ", kernels => $"{LayerPrinter.ModelOf(kernels)}.Model");
        writer.Line();
    }

    private static string GuardOf(WidthProgram width) => $"HasVector{Text(width.Lanes * 32)}";

    private string Condition(WidthProgram width)
    {
        const string Intrinsics = "global::System.Runtime.Intrinsics.";
        return width.Lanes == Lowering.Widths.Vector256
            ? $"{Intrinsics}Vector256.IsHardwareAccelerated && {Intrinsics}X86.Fma.IsSupported"
            : spec.Vectors == Vectors.Widest
                ? $"{Intrinsics}X86.Avx512F.IsSupported && {Intrinsics}X86.Avx512DQ.IsSupported"
                : $"{Intrinsics}Vector512.IsHardwareAccelerated && {Intrinsics}X86.Avx512F.IsSupported";
    }

    private void Predict()
    {
        writer.Line($"/// <summary>Predicts one or many sequences, {Inputs} to {Outputs}. Thread-safe; allocates nothing.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit; nothing has been written.</exception>");
        writer.Line(Optimized);
        writer.Open("public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs)");
        writer.Line($"int batch = global::Unrolled.SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(outputs.Length, (long)batch * OutputLength, nameof(outputs), \"{Outputs}\");");
        Dispatch(!spec.IsOneLayer, "", "Predict(ref Parameters.Packed, ref input, ref output, batch)", ("input", "inputs"), ("output", "outputs"));
        writer.Close();
        writer.Line();
    }

    private void Step()
    {
        writer.Line($"/// <summary>Advances one stream by one step, [{Text(spec.Input)}] to [{Text(spec.OutputSize)}]. The state is the caller's; allocates nothing.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit; nothing has been written.</exception>");
        writer.Line(Optimized);
        writer.Open("public void Step(global::System.ReadOnlySpan<float> input, ref State state, global::System.Span<float> output)");
        writer.Line($"global::Unrolled.SpanChecks.Length(input.Length, InputSize, nameof(input), \"[{Text(spec.Input)}]\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(output.Length, OutputSize, nameof(output), \"[{Text(spec.OutputSize)}]\");");
        Dispatch(!spec.IsOneLayer, "", "Step(ref Parameters.Packed, ref x, ref state.First, ref y)", ("x", "input"), ("y", "output"));
        writer.Close();
        writer.Line();
    }

    private void Backpropagate()
    {
        (string, string)[] training = [("input", "inputs"), ("target", "targets")];
        string loss = $"global::{KernelPrinter.Namespace}.{LossPrinter.NameOf(spec)}";
        string terms = $"double terms = global::Unrolled.WeightedLoss.Divisor<{loss}>(targets, lossWeights);";
        const string Floats = "global::System.ReadOnlySpan<float>";
        writer.Line($"/// <summary>Adds the gradients of the mean loss over a batch, {Inputs} against {Outputs}, and returns that loss. Allocates nothing after a thread's first call.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, the batch is empty, or the gradients were made for another model.</exception>");
        writer.Line($"public float Backpropagate({Floats} inputs, {Floats} targets, global::Unrolled.Gradients gradients) =>");
        writer.Line("    Backpropagate(inputs, targets, default, gradients);");
        writer.Line();
        writer.Line($"/// <summary>The same of a weighted mean, with a weight for each output vector, {Weights}: 0 leaves one out.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, the batch is empty, a weight is negative or not finite, or the gradients were made for another model.</exception>");
        writer.Line(Optimized);
        writer.Open($"public float Backpropagate({Floats} inputs, {Floats} targets, {Floats} lossWeights, global::Unrolled.Gradients gradients)");
        CheckTraining();
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(gradients);");
        writer.Line("global::Unrolled.SpanChecks.SameLayout(gradients.Layout, s_layout, nameof(gradients));");
        writer.Line(terms);
        Dispatch(spec.TrainsInLayers, "double loss = ", "Backpropagate(ref Parameters.Packed, ref input, ref target, lossWeights, batch, gradients.Accumulator, (float)(1 / terms))", training);
        writer.Line("return (float)(loss / terms);");
        writer.Close();
        writer.Line();
        writer.Line($"/// <summary>The mean loss over a batch, {Inputs} against {Outputs}. Allocates nothing after a thread's first call.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, or the batch is empty.</exception>");
        writer.Line($"public float Evaluate({Floats} inputs, {Floats} targets) => Evaluate(inputs, targets, default({Floats}));");
        writer.Line();
        writer.Line($"/// <summary>The weighted mean loss over a batch, with a weight for each output vector, {Weights}: 0 leaves one out.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span's length does not fit, the batch is empty, or a weight is negative or not finite.</exception>");
        writer.Line(Optimized);
        writer.Open($"public float Evaluate({Floats} inputs, {Floats} targets, {Floats} lossWeights)");
        CheckTraining();
        Dispatch(spec.TrainsInLayers, "double loss = ", "Evaluate(ref Parameters.Packed, ref input, ref target, lossWeights, batch)", training);
        writer.Line(terms);
        writer.Line("return (float)(loss / terms);");
        writer.Close();
        writer.Line();
    }

    private void CheckTraining()
    {
        writer.Line($"int batch = global::Unrolled.SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.NotEmpty(batch, nameof(inputs), \"{Inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(targets.Length, (long)batch * OutputLength, nameof(targets), \"{Outputs}\");");
        writer.Line($"global::Unrolled.WeightedLoss.Check(lossWeights, batch, {Text(spec.OutputSteps)}, nameof(lossWeights));");
    }

    /// <summary>Calls the kernels of the width that the processor has, with the first floats of the spans.</summary>
    private void Dispatch(bool isLayered, string result, string call, params (string Reference, string Span)[] spans)
    {
        foreach ((string reference, string span) in spans)
        {
            writer.Line($"ref float {reference} = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span});");
        }

        if (isLayered)
        {
            writer.Line($"{result}LayeredKernels.{call};");
            return;
        }

        if (result.Length > 0)
        {
            Choose(result, kernels => $"{kernels}.{call}");
            return;
        }

        for (int index = 0; index < Widths.Count; index++)
        {
            string condition = index == Widths.Count - 1 ? "else" : (index == 0 ? "if (" : "else if (") + GuardOf(Widths[index]) + ")";
            writer.Open(condition);
            writer.Line($"{KernelsOf(Widths[index])}.{call};");
            writer.Close();
        }
    }

    /// <summary>An expression by width: "result = HasVector256 ? a : b;".</summary>
    private void Choose(string result, Func<string, string> expression)
    {
        writer.Line(result + GuardOf(Widths[0]));
        for (int index = 0; index < Widths.Count - 1; index++)
        {
            string next = index + 1 < Widths.Count - 1 ? GuardOf(Widths[index + 1]) : expression(KernelsOf(Widths[index + 1])) + ";";
            writer.Line($"    ? {expression(KernelsOf(Widths[index]))}");
            writer.Line($"    : {next}");
        }
    }

    private string KernelsOf(WidthProgram width) => $"global::{KernelPrinter.Namespace}.{KernelPrinter.NameOf(spec, width.Lanes)}";

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
        writer.Line($"static global::Unrolled.ModelShape {model}.Shape => new(InputSize, HiddenSize, StepCount, OutputSize, InputLength, OutputLength, ParameterCount){ShapeOptions()};");
        writer.Line();
        writer.Line($"static {spec.Host.Name} {model}.Create(ulong seed) => new(seed);");
        writer.Line();
        writer.Line($"static global::Unrolled.Gradients {model}.CreateGradients() => new Gradients();");
        writer.Line();
        writer.Line($"static global::Unrolled.States {model}.CreateStates(int batch) => new States(batch);");
        writer.Line();
        const string Floats = "global::System.ReadOnlySpan<float>";
        writer.Line($"static double {model}.LossTerms({Floats} targets, {Floats} lossWeights) =>");
        writer.Line($"    global::Unrolled.WeightedLoss.Terms<global::{KernelPrinter.Namespace}.{LossPrinter.NameOf(spec)}>(targets, lossWeights);");
        writer.Line();
    }

    /// <summary>What few models have, as an initializer of the record.</summary>
    private string ShapeOptions()
    {
        (string Name, bool IsSet)[] options = [("HasDropout", spec.HasDropout), ("HasLengths", spec.VariableLength)];
        List<string> set = options.Where(option => option.IsSet).Select(option => option.Name + " = true").ToList();
        return set.Count == 0 ? "" : $" {{ {string.Join(", ", set)} }}";
    }

    private void BatchTypes()
    {
        writer.Line("/// <summary>The gradients of this model's parameters, by the same names.</summary>");
        writer.Open("public sealed class Gradients : global::Unrolled.Gradients");
        writer.Line("/// <summary>Makes gradients that are all zero.</summary>");
        writer.Line("public Gradients()");
        writer.Open("    : base(s_layout)");
        writer.Close();
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>The states of a batch of this model's sequences, or gradients by them.</summary>");
        writer.Open("public sealed class States : global::Unrolled.States");
        writer.Line("/// <summary>Makes zero states.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The batch is below 1.</exception>");
        writer.Line("public States(int batch)");
        writer.Open("    : base(s_states, batch)");
        writer.Close();
        writer.Close();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
