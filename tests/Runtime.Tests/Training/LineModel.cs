using System;
using System.Collections.Generic;

namespace Unrolled.Runtime.Tests;

/// <summary>
/// y = w x + b with the squared error: so small that a test can say what training must do to it. It writes down every batch it is trained
/// on.
/// </summary>
internal sealed class LineModel : IRnnModel<LineModel>
{
    private static readonly ParameterLayout s_layout = new(
        new ParameterInfo("w", ParameterRole.HeadWeight, 1, 1, "", 1), new ParameterInfo("b", ParameterRole.HeadBias, 1, 0, "", 1));

    public LineModel(float w = 0, float b = 0)
    {
        Parameters = new ParameterList(s_layout, 2, (from, to) => from.CopyTo(to), 0);
        Parameters.CopyFrom([w, b]);
    }

    public static ModelShape Shape => new(1, 1, 1, 1, 1, 1, 2);

    public int InputSize => 1;

    public int HiddenSize => 1;

    public int StepCount => 1;

    public int OutputSize => 1;

    public int InputLength => 1;

    public int OutputLength => 1;

    public ParameterList Parameters { get; }

    /// <summary>The inputs of every batch trained on, in order.</summary>
    public List<float[]> Batches { get; } = [];

    public float Slope => Parameters["w"].Values[0];

    public static LineModel Create(ulong seed) => new();

    public static Unrolled.Gradients CreateGradients() => new Gradients();

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            outputs[i] = (Slope * inputs[i]) + Parameters["b"].Values[0];
    }

    public static double LossTerms(ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights)
    {
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
            sum += WeightOf(lossWeights, i);
        return sum;
    }

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Evaluate(inputs, targets, default);

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights) =>
        Backpropagate(inputs, targets, lossWeights, new float[2]);

    public float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Unrolled.Gradients gradients) =>
        Backpropagate(inputs, targets, default, gradients);

    public float Backpropagate(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights, Unrolled.Gradients gradients)
    {
        Batches.Add(inputs.ToArray());
        return Backpropagate(inputs, targets, lossWeights, gradients.Accumulator);
    }

    private static float WeightOf(ReadOnlySpan<float> lossWeights, int sequence) =>
        lossWeights.IsEmpty ? 1 : lossWeights[sequence % lossWeights.Length];

    private float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights, Span<float> gradients)
    {
        float terms = (float)LossTerms(targets, lossWeights);
        if (terms == 0)
            return 0;

        float[] outputs = new float[inputs.Length];
        Predict(inputs, outputs);
        float loss = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            float error = outputs[i] - targets[i];
            float weight = WeightOf(lossWeights, i);
            loss += weight * error * error / terms;
            gradients[0] += weight * 2 * error * inputs[i] / terms;
            gradients[1] += weight * 2 * error / terms;
        }

        return loss;
    }

    private sealed class Gradients() : Unrolled.Gradients(s_layout);
}
