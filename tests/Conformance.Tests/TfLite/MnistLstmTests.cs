using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Unrolled.Conformance.Tests.Models;
using Xunit;

namespace Unrolled.Conformance.Tests.TfLite;

/// <summary>
/// TensorFlow Lite Micro's example mnist_lstm: an LSTM of 20 units reads a digit line by line, and a dense layer reads the hidden states of all 28 lines. Wi and
/// so on are a gate's weights of the inputs, Ri of the hidden state, bi its bias; the gate that torch calls g is c.
/// </summary>
public sealed class MnistLstmTests
{
    private const string Declaration = "Input = 28, Hidden = 20, Steps = 28, Cell = Cell.Lstm, Returns = Returns.Sequence";

    private const string Gates = "ifco";

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "TfLite", "data");

    private static readonly Dictionary<string, JsonElement> s_weights =
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(Path.Combine(s_folder, "weights_extracted.json")))!;

    [Fact]
    public void Ten_digits_of_ten_are_recognised()
    {
        IRnnModel model = new DeclaredModels([Declaration]).Create(Declaration);
        model.Parameters["weight_ih_l0"].CopyFrom([.. Gates.SelectMany(gate => Matrix("W" + gate))]);
        model.Parameters["weight_hh_l0"].CopyFrom([.. Gates.SelectMany(gate => Matrix("R" + gate))]);
        model.Parameters["bias_ih_l0"].CopyFrom([.. Gates.SelectMany(gate => Vector("b" + gate))]);
        model.Parameters["bias_hh_l0"].CopyFrom(new float[Gates.Length * 20]);

        Assert.Equal(Enumerable.Range(0, 10), Enumerable.Range(0, 10).Select(digit => Recognise(model, digit)));
    }

    /// <summary>The class of the largest logit, from 0 to 9.</summary>
    private static int Recognise(IRnnModel model, int digit)
    {
        GrayPng picture = GrayPng.Load(Path.Combine(s_folder, "samples", $"sample{digit}.png"));
        var hidden = new float[model.OutputLength];
        model.Predict([.. picture.Pixels.Select(pixel => pixel / 255f)], hidden);
        float[] logits = [.. Matrix("dense_W").Chunk(hidden.Length).Zip(Vector("dense_b"), (row, bias) => row.Zip(hidden, (w, h) => w * h).Sum() + bias)];
        return Array.IndexOf(logits, logits.Max());
    }

    private static float[] Matrix(string name) => [.. s_weights[name].Deserialize<float[][]>()!.SelectMany(row => row)];

    private static float[] Vector(string name) => s_weights[name].Deserialize<float[]>()!;
}
