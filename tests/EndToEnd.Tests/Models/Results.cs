using System;
using System.Collections.Generic;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>Everything that a model computes of some sequences, in bits.</summary>
internal static class Results
{
    /// <summary>The predictions.</summary>
    public static int[] OfPredict(IRnnModel model, Sequences sequences)
    {
        var outputs = new float[sequences.Targets.Length];
        model.Predict(sequences.Inputs, outputs);
        return Floats.Bits(outputs);
    }

    /// <summary>The outputs and states of a stream that reads the sequences one after the other without a reset; nothing of a model without streams.</summary>
    public static int[] OfStream(ITestModel model, Sequences sequences)
    {
        if (!model.HasStream)
            return [];

        Stream stream = model.OpenStream();
        var output = new float[model.OutputSize];
        var results = new List<int>();
        for (int first = 0; first < sequences.Inputs.Length; first += model.InputSize)
        {
            stream.Step(sequences.Inputs.AsSpan(first, model.InputSize), output);
            results.AddRange(Floats.Bits(output));
            results.AddRange(Floats.Bits(stream.Hidden));
            results.AddRange(Floats.Bits(stream.Cell));
        }

        return [.. results];
    }

    /// <summary>The loss, taken in both ways, and its gradients.</summary>
    public static int[] OfTraining(ITestModel model, Sequences sequences)
    {
        Gradients gradients = model.NewGradients();
        float loss = model.Backpropagate(sequences.Inputs, sequences.Targets, gradients);
        float evaluated = model.Evaluate(sequences.Inputs, sequences.Targets);
        return [.. Floats.Bits([loss, evaluated]), .. Floats.Bits(gradients.Values)];
    }
}
