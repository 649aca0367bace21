using System;
using System.IO;
using Unrolled;
using Unrolled.Aot.Tests;

// Uses every generated member and prints a hash of all bits that come of it: the same lines from ahead-of-time and just-in-time compiled
// code on the same instructions.
var lstm = new SmallLstm(seed: 1);
SmallLstm.State lstmState = default;
Exercise(lstm, (input, output) => lstm.Step(input, ref lstmState, output));

var gru = new LoopedGru(seed: 1);
LoopedGru.State gruState = default;
Exercise(gru, (input, output) => gru.Step(input, ref gruState, output));

var elman = new BareElman(seed: 1);
BareElman.State elmanState = default;
Exercise(elman, (input, output) => elman.Step(input, ref elmanState, output));

static void Exercise<TModel>(TModel model, StreamStep step)
    where TModel : class, IRnnModel<TModel>
{
    const int Batch = 21;
    var checksum = new Checksum();
    float[] inputs = Wave(Batch * model.InputLength);
    float[] targets = Wave(Batch * model.OutputLength);
    var outputs = new float[Batch * model.OutputLength];
    for (int start = 0; start < inputs.Length; start += model.InputSize)
    {
        step(inputs.AsSpan(start, model.InputSize), outputs.AsSpan(0, model.OutputSize));
        checksum.Add(outputs.AsSpan(0, model.OutputSize));
    }

    new Trainer<TModel>(model, new AdamW()).Fit(inputs, targets, new FitOptions { Epochs = 3, BatchSize = 8, ClipNorm = 1f });
    using var file = new MemoryStream();
    model.Parameters.Save(file);
    file.Position = 0;
    TModel loaded = TModel.Create(seed: 2);
    loaded.Parameters.Load(file);
    loaded.Predict(inputs, outputs);
    checksum.Add(loaded.Parameters.Values);
    checksum.Add(outputs);
    checksum.Add([loaded.Evaluate(inputs, targets)]);
    Console.WriteLine($"{typeof(TModel).Name} {checksum}");
}

// Numbers in (0, 1) without a library's sine: multiples of the golden ratio, without their whole part (Weyl's sequence).
static float[] Wave(int length)
{
    var values = new float[length];
    for (int i = 0; i < length; i++)
        values[i] = (float)((i * 0.6180339887498949) % 1);
    return values;
}

internal delegate void StreamStep(ReadOnlySpan<float> input, Span<float> output);
