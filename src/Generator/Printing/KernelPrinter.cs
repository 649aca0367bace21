using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the kernels of one width as a static class, with the plain loops over a batch that call them.</summary>
internal sealed class KernelPrinter(CSharpWriter writer, KernelProgram program)
{
    /// <summary>Scratch up to 16 KB lives on the stack.</summary>
    private const int MostStackFloats = 4096;

    private ModelLayout Layout => program.Layout;

    private RnnSpec Spec => Layout.Spec;

    private bool HasSoftmax => Spec.OutputActivation == Activation.Softmax;

    private int OutputLength => Spec.OutputSteps * Spec.OutputSize;

    /// <summary>Prints the class.</summary>
    public void Print(string name, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Open($"file static class {name}");
        Constants();
        PackTable("ForwardWeights", "The weights that forward reads, tile by tile in the order of reading; packed gradients have the same layout.", program.ForwardRows);
        PackTable("BackwardWeights", "The weights that backward reads, transposed.", program.BackwardRows);
        Pack();
        PredictBatch();
        StepOfStream();
        Evaluate();
        Backpropagate();
        foreach (LaneMethod method in program.Methods)
        {
            writer.Line();
            new LanePrinter(writer, Layout.Lanes).Print(method);
        }

        writer.Close();
    }

    private void Constants()
    {
        writer.Line("/// <summary>Floats of the packed weights.</summary>");
        writer.Line($"public const int PackedLength = {Text(Layout.PackedLength)};");
        writer.Line();
    }

    private void PackTable(string name, string summary, IReadOnlyList<PackRow> rows)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"private static readonly PackedBlock[] {name} =");
        writer.Line("[");
        foreach (PackRow row in rows)
        {
            int[] numbers =
                [row.Parameter, row.UnitStride, row.ElementStride, row.Units, row.Elements, row.Packed, row.TileUnits, row.TileStride, row.RowStride];
            string half = row.IsHalved ? ", isHalved: true" : "";
            writer.Line($"    new({string.Join(", ", numbers.Select(Text))}{half}), // {row.Name}");
        }

        writer.Line("];");
        writer.Line();
    }

    private void Pack() => writer.Lines("""
        /// <summary>Makes the kernels' weights from the parameters.</summary>
        public static void Pack(ReadOnlySpan<float> parameters, Span<float> packed)
        {
            packed.Clear();
            PackedBlock.Pack(ForwardWeights, parameters, packed);
            PackedBlock.Pack(BackwardWeights, parameters, packed);
        }
        """);

    private void PredictBatch()
    {
        int length = 2 * Layout.InferenceRecord.Stride;
        writer.Line();
        writer.Line("/// <summary>Predicts a batch, sequence by sequence.</summary>");
        writer.Open("public static void Predict(ref float weights, ref float input, ref float output, int batch)");
        Scratch("records", length);
        writer.Open("for (int sequence = 0; sequence < batch; sequence++)");
        writer.Line($"MemoryMarshal.CreateSpan(ref records, {Text(Layout.StateLength)}).Clear();");
        writer.Line("PredictSequence(ref weights, ref input, ref records, ref output);");
        if (HasSoftmax)
        {
            Softmax("output", "");
        }

        writer.Line($"input = ref Unsafe.Add(ref input, {Text(Spec.Steps * Spec.Input)});");
        writer.Line($"output = ref Unsafe.Add(ref output, {Text(OutputLength)});");
        writer.Close();
        writer.Close();
    }

    private void StepOfStream()
    {
        writer.Line();
        writer.Line("/// <summary>Advances one stream by one step.</summary>");
        writer.Open("public static void Step(ref float weights, ref float input, ref float state, ref float output)");
        Scratch("next", Layout.InferenceRecord.Stride);
        writer.Line("Step(ref weights, ref input, ref state, ref next, ref output);");
        if (HasSoftmax)
        {
            writer.Line($"Softmax.Apply(ref output, {Text(Spec.OutputSize)});");
        }

        writer.Close();
    }

    private void Evaluate()
    {
        writer.Line();
        writer.Line("/// <summary>The sum of the loss over a batch.</summary>");
        writer.Open("public static double Evaluate(ref float weights, ref float input, ref float target, int batch)");
        Workspace(("records", Layout.SequenceRecords), ("output", OutputLength));
        writer.Line("double loss = 0;");
        writer.Open("for (int sequence = 0; sequence < batch; sequence++)");
        writer.Line($"MemoryMarshal.CreateSpan(ref records, {Text(Layout.StateLength)}).Clear();");
        writer.Line("Forward(ref weights, ref input, ref records, ref output);");
        if (HasSoftmax && Spec.Loss == Loss.MeanSquaredError)
        {
            Softmax("output", "");
        }

        writer.Line($"loss += {LossCall("output", "target", "default", Text(OutputLength), "1f")};");
        writer.Line($"input = ref Unsafe.Add(ref input, {Text(Spec.Steps * Spec.Input)});");
        writer.Line($"target = ref Unsafe.Add(ref target, {Text(OutputLength)});");
        writer.Close();
        writer.Line();
        writer.Line("return loss;");
        writer.Close();
    }

    private void Backpropagate()
    {
        int chunk = program.ChunkSequences;
        int outputs = chunk * OutputLength;
        writer.Line();
        writer.Line("/// <summary>");
        writer.Line("/// Adds the gradients of scale times the summed loss of a batch, and returns that sum. Forward, loss and backward go sequence by sequence;");
        writer.Line($"/// the gradients of the weights follow for up to {Text(chunk)} sequences at once.");
        writer.Line("/// </summary>");
        writer.Open("public static double Backpropagate(ref float weights, ref float input, ref float target, int batch, Span<float> gradientsOfParameters, float scale)");
        Workspace(
            ("records", chunk * Layout.SequenceRecords),
            ("output", outputs),
            ("outputAdjoint", outputs),
            ("adjoints", 2 * Layout.AdjointRecord.Stride),
            ("gradients", Layout.ForwardLength));
        writer.Line($"Span<float> packedGradients = MemoryMarshal.CreateSpan(ref gradients, {Text(Layout.ForwardLength)});");
        writer.Line("packedGradients.Clear();");
        writer.Line("double loss = 0;");
        writer.Open($"for (int done = 0; done < batch; done += {Text(chunk)})");
        Chunk(chunk);
        writer.Close();
        writer.Line();
        writer.Line("PackedBlock.Unpack(ForwardWeights, packedGradients, gradientsOfParameters);");
        writer.Line("return loss;");
        writer.Close();
    }

    private void Chunk(int chunk)
    {
        bool isSoftmaxOutput = HasSoftmax && Spec.Loss == Loss.MeanSquaredError;
        string length = $"sequences * {Text(OutputLength)}";
        writer.Line(chunk == 1 ? "const int sequences = 1;" : $"int sequences = Math.Min({Text(chunk)}, batch - done);");
        writer.Open("for (int sequence = 0; sequence < sequences; sequence++)");
        writer.Line($"ref float record = ref Unsafe.Add(ref records, sequence * {Text(Layout.SequenceRecords)});");
        writer.Line($"MemoryMarshal.CreateSpan(ref record, {Text(Layout.StateLength)}).Clear();");
        writer.Line($"Forward(ref weights, ref Unsafe.Add(ref input, sequence * {Text(Spec.Steps * Spec.Input)}), ref record, ref Unsafe.Add(ref output, sequence * {Text(OutputLength)}));");
        writer.Close();
        writer.Line();
        if (isSoftmaxOutput)
        {
            Softmax("output", "sequences * ");
        }

        writer.Line($"loss += {LossCall("output", "target", $"MemoryMarshal.CreateSpan(ref outputAdjoint, {length})", length, "scale")};");
        if (isSoftmaxOutput)
        {
            writer.Open($"for (int row = 0; row < sequences * {Text(Spec.OutputSteps)}; row++)");
            writer.Line($"Softmax.Adjoint(ref Unsafe.Add(ref output, row * {Text(Spec.OutputSize)}), ref Unsafe.Add(ref outputAdjoint, row * {Text(Spec.OutputSize)}), {Text(Spec.OutputSize)});");
            writer.Close();
        }

        writer.Open("for (int sequence = 0; sequence < sequences; sequence++)");
        writer.Line($"ref float record = ref Unsafe.Add(ref records, sequence * {Text(Layout.SequenceRecords)});");
        writer.Line($"MemoryMarshal.CreateSpan(ref adjoints, {Text(2 * Layout.AdjointRecord.Stride)}).Clear();");
        writer.Line($"Backward(ref weights, ref record, ref Unsafe.Add(ref output, sequence * {Text(OutputLength)}), ref Unsafe.Add(ref outputAdjoint, sequence * {Text(OutputLength)}), ref adjoints);");
        writer.Close();
        writer.Line();
        writer.Line("LayerGradients(ref records, ref input, ref gradients, sequences);");
        if (program.HeadGradients is not null)
        {
            writer.Line("HeadGradients(ref records, ref outputAdjoint, ref gradients, sequences);");
        }

        writer.Line($"input = ref Unsafe.Add(ref input, sequences * {Text(Spec.Steps * Spec.Input)});");
        writer.Line($"target = ref Unsafe.Add(ref target, {length});");
    }

    private string LossCall(string output, string target, string adjoint, string length, string scale)
    {
        string width = Spec.Loss == Loss.CrossEntropy ? $"{Text(Spec.OutputSize)}, " : "";
        string Floats(string reference) => $"MemoryMarshal.CreateReadOnlySpan(ref {reference}, {length})";
        return $"Losses.{Spec.Loss}({Floats(output)}, {Floats(target)}, {adjoint}, {width}{scale})";
    }

    private void Softmax(string output, string sequences)
    {
        if (Spec.OutputSteps == 1 && sequences.Length == 0)
        {
            writer.Line($"Softmax.Apply(ref {output}, {Text(Spec.OutputSize)});");
            return;
        }

        writer.Open($"for (int row = 0; row < {sequences}{Text(Spec.OutputSteps)}; row++)");
        writer.Line($"Softmax.Apply(ref Unsafe.Add(ref {output}, row * {Text(Spec.OutputSize)}), {Text(Spec.OutputSize)});");
        writer.Close();
        writer.Line();
    }

    private void Scratch(string name, int length)
    {
        const int Alignment = 16;
        writer.Line(length <= MostStackFloats
            ? $"ref float {name} = ref Workspace.Align(stackalloc float[{Text(length + Alignment)}]);"
            : $"ref float {name} = ref Workspace.Rent({Text(length)});");
    }

    private void Workspace(params (string Name, int Length)[] parts)
    {
        const int Alignment = 16;
        int offset = 0;
        writer.Line($"ref float {parts[0].Name} = ref Workspace.Rent({Text(parts.Sum(p => Tiling.Padded(p.Length, Alignment)))});");
        for (int index = 1; index < parts.Length; index++)
        {
            offset += Tiling.Padded(parts[index - 1].Length, Alignment);
            writer.Line($"ref float {parts[index].Name} = ref Unsafe.Add(ref {parts[0].Name}, {Text(offset)});");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
