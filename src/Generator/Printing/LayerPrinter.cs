using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints kernels as objects that the runtime composes a model of, and the model that it composes.</summary>
internal sealed class LayerPrinter(CSharpWriter writer)
{
    private const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";
    private const string Span = "global::System.Span<float>";

    /// <summary>The name of the class of such an object.</summary>
    public static string NameOf(string kernels) => kernels + "Kernels";

    /// <summary>The name of the class that holds the model.</summary>
    public static string ModelOf(string kernels) => kernels + "Layers";

    /// <summary>The arguments of the runtime's description of a model's states, which have the same widths in the layouts of all lanes.</summary>
    public static string StateLayoutOf(ModelProgram model)
    {
        List<IReadOnlyList<StateUpdate>> layers = model.KernelsOf.Select(kernels => model.Widths[0].Kernels[kernels].Layout.Equations.Layer.States).ToList();
        IEnumerable<string> units = layers[0].Select((_, kind) => $"[{string.Join(", ", layers.Select(states => Text(states[kind].Next.Length)))}]");
        return $"({Text(model.Spec.Directions)}, {string.Join(", ", units)})";
    }

    /// <summary>Prints the kernels of a layer as an object.</summary>
    public void PrintLayer(KernelProgram program, string kernels)
    {
        ModelLayout layout = program.Layout;
        RnnSpec spec = layout.Spec;
        (string Name, int Value)[] sizes =
        [
            ("Steps", spec.Steps),
            ("InputSize", spec.Input),
            ("HiddenSize", spec.Hidden),
            ("OutputSize", spec.OutputSize),
            ("Rows", program.Rows),
            ("ParameterLength", program.ParameterLength),
            ("PackedLength", layout.PackedLength),
            ("InputPackedLength", layout.InputBackward.WeightLength),
            ("GradientLength", layout.ForwardLength),
            ("StateLength", layout.StateLength),
            ("InferenceRecord", layout.InferenceRecord.Stride),
            ("TrainingRecord", layout.TrainingRecord.Stride),
            ("AdjointRecord", layout.AdjointRecord.Stride),
        ];
        IEnumerable<StateUpdate> states = layout.Equations.Layer.States;
        string projection = program.ProjectionLength > 0 ? $", ProjectionLength: {Text(program.ProjectionLength)}" : "";
        string places = string.Join(", ", states.Select(s => Text(layout.InferenceRecord.OffsetOf(s.Next))));
        writer.Line($"/// <summary>The kernels of {kernels} as an object.</summary>");
        writer.Line($"file sealed class {NameOf(kernels)}() : global::Unrolled.LayerKernels(");
        writer.Line($"    new global::Unrolled.LayerShape({string.Join(", ", sizes.Select(s => $"{s.Name}: {Text(s.Value)}"))}, ReturnsSequence: {Bool(layout.ReturnsSequence)}{projection}){Mask(layout)},");
        writer.Line($"    {places})");
        writer.Open();
        Packing(kernels);
        Method($"PackInputWeights({ReadOnlySpan} parameters, {Span} packed)", $"{kernels}.PackInputWeights(parameters, packed)");
        Method("Step(ref float weights, ref float input, ref float state, ref float next, ref float output)", $"{kernels}.{program.Step.Name}(ref weights, ref input, ref state, ref output{(program.Step.Pointers.Contains(KernelMemory.Next) ? ", ref next" : "")})");
        const string Forward = "ref weights, ref input, ref records, ref output";
        Sequences("Predict", "ref float weights, ref float input, ref float records, ref float output", program.Predict[program.Predict.Count - 1], program.PredictRows, kernels, Forward);
        Sequences("Forward", "ref float weights, ref float input, ref float records, ref float output", program.Forward[program.Forward.Count - 1], program.ForwardRows, kernels, Forward);
        Sequences(
            "Backward",
            "ref float weights, ref float records, ref float output, ref float outputAdjoint, ref float adjoints",
            program.Backward[program.Backward.Count - 1],
            program.BackwardRows,
            kernels,
            "ref weights, ref records, ref output, ref outputAdjoint, ref adjoints");
        Sequences(
            "InputAdjoints",
            "ref float weights, ref float records, ref float inputAdjoint",
            program.InputAdjoints,
            program.InputAdjointsRows,
            kernels,
            "ref weights, ref records, ref inputAdjoint");
        WeightGradients(program, kernels);
        writer.Close();
    }

    /// <summary>Prints the kernels of a head as an object.</summary>
    public void PrintHead(HeadProgram program, string kernels)
    {
        writer.Line($"/// <summary>The kernels of {kernels} as an object.</summary>");
        int[] sizes = [program.InputSize, program.OutputSize, program.PackedLength, program.GradientLength];
        writer.Open($"file sealed class {NameOf(kernels)}() : global::Unrolled.HeadKernels({string.Join(", ", sizes.Select(Text))})");
        Packing(kernels);
        Method("Predict(ref float weights, ref float input, ref float output, int count)", $"{kernels}.{program.Predict.Name}(ref weights, ref input, ref output, count)");
        Method("Forward(ref float weights, ref float input, ref float output, int count)", $"{kernels}.{program.Train.Name}(ref weights, ref input, ref output, count)");
        Method(
            "Backward(ref float weights, ref float input, ref float output, ref float outputAdjoint, ref float inputAdjoint, int count)",
            $"{kernels}.{program.Backward.Name}(ref weights, ref input, ref output, ref outputAdjoint, ref inputAdjoint, count)");
        Method(
            "WeightGradients(ref float input, ref float outputAdjoint, ref float gradients, int count)",
            $"{kernels}.{program.WeightGradients.Name}(ref input, ref outputAdjoint, ref gradients, count)",
            isLast: true);
        writer.Close();
    }

    /// <summary>Prints the model of one width, composed of such objects.</summary>
    public void PrintModel(ModelProgram model, string name, IReadOnlyList<string> layers, string? head)
    {
        RnnSpec spec = model.Spec;
        bool hasSoftmax = spec.OutputActivation == Activation.Softmax;
        writer.Line("/// <summary>The model, composed of its layers.</summary>");
        writer.Open($"file static class {name}");
        writer.Line("public static readonly global::Unrolled.LayeredModel Model = new(");
        writer.Line($"    new global::Unrolled.LayeredShape(Directions: {Text(spec.Directions)}, IsReversed: {Bool(spec.Reverse)}, Merge: global::Unrolled.DirectionMerge.{spec.Merge}, IsResidual: {Bool(spec.Residual)}, HasSoftmax: {Bool(hasSoftmax)}, IsLossOfSoftmax: {Bool(hasSoftmax && !spec.LossReadsLogits)}, HasLengths: {Bool(spec.VariableLength)}, RepeatsLastOutput: {Bool(spec.RepeatLastOutput)}){Options(model)},");
        writer.Line($"    [{string.Join(", ", layers.Select(l => $"new {NameOf(l)}()"))}],");
        writer.Line(head is null ? "    null," : $"    new {NameOf(head)}(),");
        writer.Line($"    static (outputs, targets, adjoint, lossWeights, firstRow, scale) => WeightedLoss.Sum<{LossPrinter.NameOf(spec)}>(outputs, targets, adjoint, lossWeights, firstRow, scale),");
        writer.Line($"    static (targets, lossWeights) => WeightedLoss.Terms<{LossPrinter.NameOf(spec)}>(targets, lossWeights));");
        writer.Close();
    }

    private void Packing(string kernels)
    {
        Method($"Pack({ReadOnlySpan} parameters, {Span} packed)", $"{kernels}.Pack(parameters, packed)");
        Method($"Unpack({ReadOnlySpan} packedGradients, {Span} gradients)", $"{kernels}.Unpack(packedGradients, gradients)");
    }

    private void Method(string signature, string call, bool isLast = false)
    {
        writer.Line($"public override void {signature} => {call};");
        if (!isLast)
        {
            writer.Line();
        }
    }

    /// <summary>A method for one sequence, or for several side by side where there are such kernels.</summary>
    private void Sequences(string name, string parameters, LaneMethod one, LaneMethod? rows, string kernels, string arguments)
    {
        string steps = one.Count is null ? "" : ", steps";
        writer.Open($"public override void {name}({parameters}, int rows, int steps)");
        if (rows is not null)
        {
            writer.Open("if (rows > 1)");
            writer.Line($"{kernels}.{rows.Name}({arguments}{steps});");
            writer.Line("return;");
            writer.Close();
            writer.Line();
        }

        writer.Line($"{kernels}.{one.Name}({arguments}{steps});");
        writer.Close();
        writer.Line();
    }

    private void WeightGradients(KernelProgram program, string kernels)
    {
        writer.Open("public override void WeightGradients(ref float records, ref float input, ref float outputAdjoint, ref float gradients, int sequences, int steps)");
        writer.Line($"{kernels}.{program.LayerGradients.Name}(ref records, ref input, ref gradients, {program.LayerGradients.Count});");
        if (program.HeadGradients is { } head)
        {
            writer.Line($"{kernels}.{head.Name}(ref records, ref outputAdjoint, ref gradients, sequences);");
        }

        writer.Close();
    }

    /// <summary>What few models have, as an initializer of the shape's record.</summary>
    private static string Options(ModelProgram model)
    {
        List<string> options = [];
        if (model.Spec.HasDropout)
        {
            options.Add(FormattableString.Invariant($"Dropout = {model.Spec.Dropout:R}f, RecurrentDropout = {model.Spec.RecurrentDropout:R}f"));
        }

        if (model.Spec.LearnedInitialState)
        {
            options.Add("LearnedStates = new global::Unrolled.StateLayout" + StateLayoutOf(model));
        }

        return options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
    }

    /// <summary>Where the runtime leaves the mask of a sequence for the kernels.</summary>
    private static string Mask(ModelLayout layout) => layout.Equations.Training.Mask is { } mask
        ? $" {{ Mask = new({Text(layout.TrainingRecord.OffsetOf(mask.Masked))}, {Text(mask.Elements.Length)}, {Text(Tiling.Padded(mask.Elements.Length, layout.Padding))}) }}"
        : "";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
