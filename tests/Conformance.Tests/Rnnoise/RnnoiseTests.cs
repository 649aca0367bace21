using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Unrolled.Conformance.Tests.Models;
using Xunit;

namespace Unrolled.Conformance.Tests.Rnnoise;

/// <summary>
/// RNNoise 0.1 (Valin 2018), three GRUs with the reset before the product and relu as their activation, each a model that is streamed: a dense layer of 24 (tanh)
/// reads 42 features; a GRU of 24 reads that, and its sigmoid head says whether there is a voice; a GRU of 48 reads dense, first GRU and features; a GRU of 96
/// reads both GRUs and features, and its sigmoid head gives 22 gains.
/// </summary>
public sealed class RnnoiseTests
{
    private const string Gru = ", Steps = 50, Cell = Cell.Gru, ResetAfter = false, SingleBias = true, Activation = Activation.Relu";

    private const string Voice = "Input = 24, Hidden = 24, Output = 1, OutputActivation = Activation.Sigmoid" + Gru;

    private const string Noise = "Input = 90, Hidden = 48" + Gru;

    private const string Denoise = "Input = 114, Hidden = 96, Output = 22, OutputActivation = Activation.Sigmoid" + Gru;

    private readonly DeclaredModels _models = new([Voice, Noise, Denoise]);

    [Fact]
    public void Fifty_frames_give_the_gains_and_the_voice_that_exact_arithmetic_gives()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rnnoise", "data", "golden_50frames.json")));
        T Read<T>(string name) => golden.RootElement.GetProperty(name).Deserialize<T>()!;
        (float[][] gains, float[] voice) = Run(Read<float[][]>("x"));

        Assert.Equal(50, gains.Length);
        Close.To(Read<double[]>("vad_exact"), voice, 1e-4);
        Close.To(Read<double[][]>("gains_exact").SelectMany(frame => frame), gains.SelectMany(frame => frame), 1e-4);
    }

    private (float[][] Gains, float[] Voice) Run(float[][] frames)
    {
        IStepper voice = Open(Voice, "vad_gru", "vad_output");
        IStepper noise = Open(Noise, "noise_gru", null);
        IStepper denoise = Open(Denoise, "denoise_gru", "denoise_output");
        var gains = frames.Select(_ => new float[22]).ToArray();
        var voices = new float[frames.Length];
        for (int frame = 0; frame < frames.Length; frame++)
        {
            float[] features = frames[frame];
            float[] dense = InputDense(features);
            voice.Step(dense, voices.AsSpan(frame, 1));
            float[] voiceState = voice.Hidden().ToArray();
            var noiseState = new float[48];
            noise.Step([.. dense, .. voiceState, .. features], noiseState);
            denoise.Step([.. voiceState, .. noiseState, .. features], gains[frame]);
        }

        return (gains, voices);
    }

    private IStepper Open(string declaration, string gru, string? head)
    {
        IRnnModel model = _models.Create(declaration);
        RnnoiseWeights.FillGru(model.Parameters, gru);
        if (head is not null)
            RnnoiseWeights.FillHead(model.Parameters, head);
        return _models.OpenStream(declaration, model);
    }

    private static float[] InputDense(float[] features)
    {
        (float[] weight, float[] bias) = RnnoiseWeights.Dense("input_dense");
        return [.. weight.Chunk(features.Length).Zip(bias, (row, b) => MathF.Tanh(row.Zip(features, (w, x) => w * x).Sum() + b))];
    }
}
