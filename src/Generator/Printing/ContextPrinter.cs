using System.Globalization;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the overloads that take what a batch brings beside inputs and targets: states, lengths, gradients of what goes in.</summary>
internal sealed class ContextPrinter(CSharpWriter writer, RnnSpec spec, string inputs, string outputs)
{
    private const string Context = "in global::Unrolled.BatchContext context";
    private const string ReadOnlySpan = "global::System.ReadOnlySpan<float>";

    /// <summary>Prints the members.</summary>
    public void Print()
    {
        Predict();
        Backpropagate();
        Evaluate();
        if (spec.VariableLength)
        {
            WithLengths();
        }
    }

    private void Predict()
    {
        Summary($"Predicts one or many sequences with states of their own, {inputs} to {outputs}. Thread-safe.", "A span's length or the context does not fit; nothing has been written.");
        writer.Open($"public void Predict({ReadOnlySpan} inputs, global::System.Span<float> outputs, {Context})");
        Batch();
        writer.Line($"global::Unrolled.SpanChecks.Length(outputs.Length, (long)batch * OutputLength, nameof(outputs), \"{outputs}\");");
        Check("Forward", "");
        References("output", "outputs");
        writer.Line("LayeredKernels.Predict(ref Parameters.Packed, ref input, ref output, batch, context);");
        Close();
    }

    private void Backpropagate()
    {
        Summary($"Adds the gradients of the mean loss over a batch with a context, {inputs} against {outputs}, and returns that loss.", "A span's length, the context or the gradients do not fit; nothing has been written.");
        writer.Open($"public float Backpropagate({ReadOnlySpan} inputs, {ReadOnlySpan} targets, global::Unrolled.Gradients gradients, {Context})");
        Batch();
        Targets();
        writer.Line("global::System.ArgumentNullException.ThrowIfNull(gradients);");
        writer.Line("global::Unrolled.SpanChecks.SameLayout(gradients.Layout, s_layout, nameof(gradients));");
        Check("Backward", $", inputs.Length, \"{inputs}\"");
        Divisor();
        References("target", "targets");
        writer.Line("double loss = LayeredKernels.Backpropagate(ref Parameters.Packed, ref input, ref target, context.LossWeights, batch, gradients.Accumulator, (float)(1 / terms), context, Parameters.Values);");
        writer.Line("return (float)(loss / terms);");
        Close();
    }

    private void Evaluate()
    {
        Summary($"The mean loss over a batch with a context, {inputs} against {outputs}.", "A span's length or the context does not fit.");
        writer.Open($"public float Evaluate({ReadOnlySpan} inputs, {ReadOnlySpan} targets, {Context})");
        Batch();
        Targets();
        Check("Forward", "");
        Divisor();
        References("target", "targets");
        writer.Line("return (float)(LayeredKernels.Evaluate(ref Parameters.Packed, ref input, ref target, context.LossWeights, batch, context) / terms);");
        Close();
    }

    private void WithLengths()
    {
        const string Lengths = "global::System.ReadOnlySpan<int> lengths";
        string steps = $"each from 0 to {spec.Steps.ToString(CultureInfo.InvariantCulture)}";
        Summary($"Predicts sequences of these lengths, {steps}; {inputs} to {outputs}.", "A span's length or a sequence's does not fit; nothing has been written.");
        writer.Line($"public void Predict({ReadOnlySpan} inputs, {Lengths}, global::System.Span<float> outputs) =>");
        writer.Line("    Predict(inputs, outputs, new global::Unrolled.BatchContext { Lengths = lengths });");
        writer.Line();
        Summary($"Adds the gradients of the mean loss over sequences of these lengths, {steps}; {inputs} against {outputs}.", "A span's length, a sequence's or the gradients do not fit; nothing has been written.");
        writer.Line($"public float Backpropagate({ReadOnlySpan} inputs, {Lengths}, {ReadOnlySpan} targets, global::Unrolled.Gradients gradients) =>");
        writer.Line("    Backpropagate(inputs, targets, gradients, new global::Unrolled.BatchContext { Lengths = lengths });");
        writer.Line();
        Summary($"The mean loss over sequences of these lengths, {steps}; {inputs} against {outputs}.", "A span's length or a sequence's does not fit.");
        writer.Line($"public float Evaluate({ReadOnlySpan} inputs, {Lengths}, {ReadOnlySpan} targets) =>");
        writer.Line("    Evaluate(inputs, targets, new global::Unrolled.BatchContext { Lengths = lengths });");
        writer.Line();
    }

    private void Summary(string summary, string error)
    {
        writer.Line($"/// <summary>{summary} Allocates nothing after a thread's first call.</summary>");
        writer.Line($"/// <exception cref=\"global::System.ArgumentException\">{error}</exception>");
    }

    private void Batch() => writer.Line($"int batch = global::Unrolled.SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), \"{inputs}\");");

    private void Targets()
    {
        writer.Line($"global::Unrolled.SpanChecks.NotEmpty(batch, nameof(inputs), \"{inputs}\");");
        writer.Line($"global::Unrolled.SpanChecks.Length(targets.Length, (long)batch * OutputLength, nameof(targets), \"{outputs}\");");
        writer.Line($"global::Unrolled.WeightedLoss.Check(context.LossWeights, batch, {spec.OutputSteps.ToString(CultureInfo.InvariantCulture)}, \"context.LossWeights\");");
    }

    private void Check(string pass, string more)
    {
        string steps = spec.VariableLength ? "StepCount" : "null";
        writer.Line($"global::Unrolled.ContextChecks.{pass}(context, s_states, {steps}, batch{more});");
    }

    private void Divisor()
    {
        writer.Line("double terms = LayeredKernels.Divisor(targets, context);");
    }

    private void References(string reference, string span)
    {
        const string Marshal = "global::System.Runtime.InteropServices.MemoryMarshal";
        writer.Line($"ref float input = ref {Marshal}.GetReference(inputs);");
        writer.Line($"ref float {reference} = ref {Marshal}.GetReference({span});");
    }

    private void Close()
    {
        writer.Close();
        writer.Line();
    }
}
