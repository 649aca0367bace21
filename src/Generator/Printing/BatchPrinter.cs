using System.Globalization;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the plain loops over a batch that call the kernels of a model of one layer.</summary>
internal sealed class BatchPrinter(CSharpWriter writer, KernelProgram program)
{
    /// <summary>Scratch up to 16 KB lives on the stack.</summary>
    private const int MostStackFloats = 4096;

    private ModelLayout Layout => program.Layout;

    private RnnSpec Spec => Layout.Spec;

    private bool HasSoftmax => Spec.OutputActivation == Activation.Softmax;

    private int OutputLength => Spec.OutputSteps * Spec.OutputSize;

    /// <summary>Prints the methods.</summary>
    public void Print()
    {
        PredictBatch();
        StepOfStream();
        if (Spec.TrainsInLayers)
        {
            return;
        }

        Evaluate();
        Backpropagate();
    }

    /// <summary>
    /// A batch goes by groups of sequences side by side, and what remains one by one. Groups have a method of their own, so that a single sequence, whose
    /// latency counts, does not set up their scratch memory.
    /// </summary>
    private void PredictBatch()
    {
        string rows = program.Rows > 1 ? $"{Text(program.Rows)} sequences side by side, then " : "";
        writer.Line();
        writer.Line($"/// <summary>Predicts a batch, {rows}one by one.</summary>");
        writer.Line(LanePrinter.Optimized);
        writer.Open("public static void Predict(ref float weights, ref float input, ref float output, int batch)");
        if (program.PredictRows is null)
        {
            PredictLoop(1, program.Predict[program.Predict.Count - 1]);
            writer.Close();
            return;
        }

        writer.Open($"if (batch >= {Text(program.Rows)})");
        writer.Line($"int grouped = batch - (batch % {Text(program.Rows)});");
        writer.Line("PredictGroups(ref weights, ref input, ref output, grouped);");
        writer.Line($"input = ref Unsafe.Add(ref input, grouped * {Text(Spec.Steps * Spec.Input)});");
        writer.Line($"output = ref Unsafe.Add(ref output, grouped * {Text(OutputLength)});");
        writer.Line("batch -= grouped;");
        writer.Close();
        writer.Line();
        PredictLoop(1, program.Predict[program.Predict.Count - 1]);
        writer.Close();
        writer.Line();
        writer.Line($"/// <summary>Predicts a batch of a multiple of {Text(program.Rows)} sequences.</summary>");
        writer.Line(LanePrinter.Optimized);
        writer.Open("private static void PredictGroups(ref float weights, ref float input, ref float output, int batch)");
        PredictLoop(program.Rows, program.PredictRows);
        writer.Close();
    }

    private void PredictLoop(int rows, LaneMethod method)
    {
        int length = 2 * Layout.InferenceRecord.Stride;
        Scratch("records", (rows * length) + (rows == 1 ? program.ProjectionLength : 0));
        writer.Open($"for (int sequence = 0; sequence < batch; sequence += {Text(rows)})");
        ClearStates("records", rows, length);
        writer.Line($"{method.Name}(ref weights, ref input, ref records, ref output);");
        if (HasSoftmax)
        {
            Softmax("output", Text(rows * Spec.OutputSteps));
        }

        writer.Line($"input = ref Unsafe.Add(ref input, {Text(rows * Spec.Steps * Spec.Input)});");
        writer.Line($"output = ref Unsafe.Add(ref output, {Text(rows * OutputLength)});");
        writer.Close();
    }

    /// <summary>Zeroes the initial states of some sequences whose records lie <paramref name="stride"/> floats apart.</summary>
    private void ClearStates(string records, int rows, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            string place = row == 0 ? records : $"Unsafe.Add(ref {records}, {Text(row * stride)})";
            writer.Line($"MemoryMarshal.CreateSpan(ref {place}, {Text(Layout.StateLength)}).Clear();");
        }
    }

    /// <summary>The method that a stream's step is called by, where it needs more than the kernel of its name.</summary>
    private void StepOfStream()
    {
        bool hasScratch = program.Step.Pointers.Contains(KernelMemory.Next);
        if (!hasScratch && !HasSoftmax)
        {
            return;
        }

        writer.Line();
        writer.Line("/// <summary>Advances one stream by one step.</summary>");
        writer.Line(LanePrinter.Optimized);
        writer.Open("public static void Step(ref float weights, ref float input, ref float state, ref float output)");
        if (hasScratch)
        {
            Scratch("next", Layout.InferenceRecord.Stride);
        }

        writer.Line($"{program.Step.Name}(ref weights, ref input, ref state, ref output{(hasScratch ? ", ref next" : "")});");
        if (HasSoftmax)
        {
            writer.Line($"Softmax.Apply(ref output, {Text(Spec.OutputSize)});");
        }

        writer.Close();
    }

    private void Evaluate()
    {
        int chunk = program.ChunkSequences;
        writer.Line();
        writer.Line("/// <summary>The sum of the loss over a batch.</summary>");
        writer.Line(LanePrinter.Optimized);
        writer.Open("public static double Evaluate(ref float weights, ref float input, ref float target, global::System.ReadOnlySpan<float> lossWeights, int batch)");
        Workspace(("records", chunk * Layout.SequenceRecords), ("output", chunk * OutputLength));
        writer.Line("double loss = 0;");
        writer.Open($"for (int done = 0; done < batch; done += {Text(chunk)})");
        ForwardChunk(chunk);
        writer.Line($"loss += {LossCall("default", "1f")};");
        NextChunk();
        writer.Close();
        writer.Line();
        writer.Line("return loss;");
        writer.Close();
    }

    private void Backpropagate()
    {
        int chunk = program.ChunkSequences;
        writer.Line();
        writer.Line("/// <summary>");
        writer.Line("/// Adds the gradients of scale times the summed loss of a batch, and returns that sum. Forward, loss and backward go sequence by sequence;");
        writer.Line($"/// the gradients of the weights follow for up to {Text(chunk)} sequences at once.");
        writer.Line("/// </summary>");
        writer.Line(LanePrinter.Optimized);
        writer.Open("public static double Backpropagate(ref float weights, ref float input, ref float target, global::System.ReadOnlySpan<float> lossWeights, int batch, global::System.Span<float> gradientsOfParameters, float scale)");
        Workspace(
            ("records", chunk * Layout.SequenceRecords),
            ("output", chunk * OutputLength),
            ("outputAdjoint", chunk * OutputLength),
            ("adjoints", program.Rows * 2 * Layout.AdjointRecord.Stride),
            ("gradients", Layout.ForwardLength));
        writer.Line($"global::System.Span<float> packedGradients = MemoryMarshal.CreateSpan(ref gradients, {Text(Layout.ForwardLength)});");
        writer.Line("packedGradients.Clear();");
        writer.Line("double loss = 0;");
        writer.Open($"for (int done = 0; done < batch; done += {Text(chunk)})");
        ForwardChunk(chunk);
        writer.Line($"loss += {LossCall($"MemoryMarshal.CreateSpan(ref outputAdjoint, sequences * {Text(OutputLength)})", "scale")};");
        BackwardChunk();
        NextChunk();
        writer.Close();
        writer.Line();
        writer.Line("PackedBlock.Unpack(ForwardWeights, packedGradients, gradientsOfParameters);");
        writer.Line("return loss;");
        writer.Close();
    }

    private void ForwardChunk(int chunk)
    {
        writer.Line($"int sequences = Math.Min({Text(chunk)}, batch - done);");
        writer.Line("int sequence = 0;");
        SequenceLoop(program.Rows, program.ForwardRows, "ref weights, ref x, ref record, ref y");
        SequenceLoop(1, program.Forward[program.Forward.Count - 1], "ref weights, ref x, ref record, ref y");
        if (HasSoftmax && !Spec.LossReadsLogits)
        {
            Softmax("output", $"sequences * {Text(Spec.OutputSteps)}");
        }
    }

    private void BackwardChunk()
    {
        if (HasSoftmax && !Spec.LossReadsLogits)
        {
            writer.Open($"for (int row = 0; row < sequences * {Text(Spec.OutputSteps)}; row++)");
            string size = Text(Spec.OutputSize);
            writer.Line($"Softmax.Adjoint(ref Unsafe.Add(ref output, row * {size}), ref Unsafe.Add(ref outputAdjoint, row * {size}), {size});");
            writer.Close();
            writer.Line();
        }

        writer.Line("sequence = 0;");
        SequenceLoop(program.Rows, program.BackwardRows, "ref weights, ref record, ref y, ref dy, ref adjoints");
        SequenceLoop(1, program.Backward[program.Backward.Count - 1], "ref weights, ref record, ref y, ref dy, ref adjoints");
        writer.Line("LayerGradients(ref records, ref input, ref gradients, sequences);");
        if (program.HeadGradients is not null)
        {
            writer.Line("HeadGradients(ref records, ref outputAdjoint, ref gradients, sequences);");
        }
    }

    private void SequenceLoop(int rows, LaneMethod? method, string arguments)
    {
        if (method is null)
        {
            return;
        }

        bool isForward = method.Pointers.Contains(KernelMemory.Input);
        writer.Open($"for (; sequence <= sequences - {Text(rows)}; sequence += {Text(rows)})");
        writer.Line($"ref float record = ref Unsafe.Add(ref records, sequence * {Text(Layout.SequenceRecords)});");
        writer.Line($"ref float y = ref Unsafe.Add(ref output, sequence * {Text(OutputLength)});");
        if (isForward)
        {
            writer.Line($"ref float x = ref Unsafe.Add(ref input, sequence * {Text(Spec.Steps * Spec.Input)});");
            ClearStates("record", rows, Layout.SequenceRecords);
        }
        else
        {
            writer.Line($"ref float dy = ref Unsafe.Add(ref outputAdjoint, sequence * {Text(OutputLength)});");
            writer.Line($"MemoryMarshal.CreateSpan(ref adjoints, {Text(rows * 2 * Layout.AdjointRecord.Stride)}).Clear();");
        }

        writer.Line($"{method.Name}({arguments});");
        writer.Close();
        writer.Line();
    }

    private void NextChunk()
    {
        writer.Line($"input = ref Unsafe.Add(ref input, sequences * {Text(Spec.Steps * Spec.Input)});");
        writer.Line($"target = ref Unsafe.Add(ref target, sequences * {Text(OutputLength)});");
    }

    private string LossCall(string adjoint, string scale)
    {
        string Floats(string reference) => $"MemoryMarshal.CreateReadOnlySpan(ref {reference}, sequences * {Text(OutputLength)})";
        return $"WeightedLoss.Sum<{LossPrinter.NameOf(Spec)}>({Floats("output")}, {Floats("target")}, {adjoint}, lossWeights, done * {Text(Spec.OutputSteps)}, {scale})";
    }

    private void Softmax(string output, string rows)
    {
        if (rows == "1")
        {
            writer.Line($"Softmax.Apply(ref {output}, {Text(Spec.OutputSize)});");
            return;
        }

        writer.Open($"for (int row = 0; row < {rows}; row++)");
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
