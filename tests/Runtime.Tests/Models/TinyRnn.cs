using System;
using System.Runtime.InteropServices;

namespace Unrolled.Runtime.Tests;

/// <summary>
/// An Elman network of 2 inputs, 3 hidden units, 4 steps and 1 linear output, written in plain loops with its back-propagation through
/// time: what the runtime asks of a model, without the generator. It reads its packed weights alone, so it misbehaves where a change is not
/// packed.
/// </summary>
internal sealed class TinyRnn : IRnnModel<TinyRnn>
{
    private const int Inputs = 2, Hidden = 3, Steps = 4;
    private const int W = 0, U = W + (Hidden * Inputs), B1 = U + (Hidden * Hidden), B2 = B1 + Hidden, V = B2 + Hidden, D = V + Hidden;

    private static readonly ParameterLayout s_layout = new(
        new ParameterInfo("weight_ih_l0", ParameterRole.InputWeight, Hidden, Inputs, "", Hidden),
        new ParameterInfo("weight_hh_l0", ParameterRole.RecurrentWeight, Hidden, Hidden, "", Hidden),
        new ParameterInfo("bias_ih_l0", ParameterRole.InputBias, Hidden, 0, "", Hidden),
        new ParameterInfo("bias_hh_l0", ParameterRole.RecurrentBias, Hidden, 0, "", Hidden),
        new ParameterInfo("head.weight", ParameterRole.HeadWeight, 1, Hidden, "", Hidden),
        new ParameterInfo("head.bias", ParameterRole.HeadBias, 1, 0, "", Hidden));

    private readonly float[,] _states = new float[Steps + 1, Hidden];

    public TinyRnn(ulong seed = 0) => Parameters = new ParameterList(s_layout, s_layout.Length, (from, to) => from.CopyTo(to), seed);

    public static ModelShape Shape => new(Inputs, Hidden, Steps, 1, Inputs * Steps, 1, s_layout.Length);

    public int InputSize => Inputs;

    public int HiddenSize => Hidden;

    public int StepCount => Steps;

    public int OutputSize => 1;

    public int InputLength => Inputs * Steps;

    public int OutputLength => 1;

    public ParameterList Parameters { get; }

    public static TinyRnn Create(ulong seed) => new(seed);

    public static Unrolled.Gradients CreateGradients() => new Gradients();

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int batch = SpanChecks.Batch(inputs.Length, InputLength, nameof(inputs), "[batch, 4, 2]");
        SpanChecks.Length(outputs.Length, batch, nameof(outputs), "[batch, 1]");
        for (int b = 0; b < batch; b++)
            outputs[b] = Forward(inputs.Slice(b * InputLength, InputLength));
    }

    public static double LossTerms(ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights)
    {
        double sum = 0;
        for (int b = 0; b < targets.Length; b++)
            sum += WeightOf(lossWeights, b);
        return sum;
    }

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => Evaluate(inputs, targets, default);

    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights)
    {
        double sum = 0;
        for (int b = 0; b < targets.Length; b++)
        {
            double error = Forward(inputs.Slice(b * InputLength, InputLength)) - targets[b];
            sum += WeightOf(lossWeights, b) * error * error;
        }

        return (float)(sum / LossTerms(targets, lossWeights));
    }

    public float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Unrolled.Gradients gradients) =>
        Backpropagate(inputs, targets, default, gradients);

    public float Backpropagate(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights, Unrolled.Gradients gradients)
    {
        SpanChecks.SameLayout(gradients.Layout, s_layout, nameof(gradients));
        double terms = LossTerms(targets, lossWeights);
        double sum = 0;
        for (int b = 0; b < targets.Length; b++)
        {
            ReadOnlySpan<float> sequence = inputs.Slice(b * InputLength, InputLength);
            float error = Forward(sequence) - targets[b];
            sum += WeightOf(lossWeights, b) * (double)error * error;
            Backward(sequence, (float)(WeightOf(lossWeights, b) * 2 * error / terms), gradients.Accumulator);
        }

        return (float)(sum / terms);
    }

    private static float WeightOf(ReadOnlySpan<float> lossWeights, int sequence) =>
        lossWeights.IsEmpty ? 1 : lossWeights[sequence % lossWeights.Length];

    private ReadOnlySpan<float> Weights() => MemoryMarshal.CreateReadOnlySpan(ref Parameters.Packed, s_layout.Length);

    private float Forward(ReadOnlySpan<float> sequence)
    {
        ReadOnlySpan<float> weights = Weights();
        float output = weights[D];
        for (int t = 0; t < Steps; t++)
        {
            for (int h = 0; h < Hidden; h++)
            {
                float sum = weights[B1 + h] + weights[B2 + h];
                for (int i = 0; i < Inputs; i++)
                    sum += weights[W + (h * Inputs) + i] * sequence[(t * Inputs) + i];
                for (int j = 0; j < Hidden; j++)
                    sum += weights[U + (h * Hidden) + j] * _states[t, j];
                _states[t + 1, h] = MathF.Tanh(sum);
            }
        }

        for (int h = 0; h < Hidden; h++)
            output += weights[V + h] * _states[Steps, h];
        return output;
    }

    private void Backward(ReadOnlySpan<float> sequence, float outputAdjoint, Span<float> gradients)
    {
        ReadOnlySpan<float> weights = Weights();
        gradients[D] += outputAdjoint;
        Span<float> adjoint = stackalloc float[Hidden];
        for (int h = 0; h < Hidden; h++)
        {
            gradients[V + h] += outputAdjoint * _states[Steps, h];
            adjoint[h] = outputAdjoint * weights[V + h];
        }

        Span<float> previous = stackalloc float[Hidden];
        for (int t = Steps - 1; t >= 0; t--)
        {
            previous.Clear();
            for (int h = 0; h < Hidden; h++)
            {
                float sum = adjoint[h] * (1 - (_states[t + 1, h] * _states[t + 1, h]));
                gradients[B1 + h] += sum;
                gradients[B2 + h] += sum;
                for (int i = 0; i < Inputs; i++)
                    gradients[W + (h * Inputs) + i] += sum * sequence[(t * Inputs) + i];
                for (int j = 0; j < Hidden; j++)
                {
                    gradients[U + (h * Hidden) + j] += sum * _states[t, j];
                    previous[j] += sum * weights[U + (h * Hidden) + j];
                }
            }

            previous.CopyTo(adjoint);
        }
    }

    public sealed class Gradients() : Unrolled.Gradients(s_layout);
}
