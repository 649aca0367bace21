using System.Globalization;
using QuickStart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ShowElman();
Console.WriteLine();
ShowShapes();

// Streams the three steps one by one, to show the hidden state between them, and predicts them at once, to show that it is the same.
static void ShowElman()
{
    Elman model = Elman.WorkedExample();
    float[] inputs = [1, 2, 2, 3, 3, 4];
    var predicted = new float[Elman.OutputLength];
    model.Predict(inputs, predicted);

    Console.WriteLine("Elman network, 2 inputs, 2 hidden units, 1 output");
    Console.WriteLine("step  x     hidden                  output by Step  output by Predict");
    Elman.State state = default;
    Span<float> output = stackalloc float[Elman.OutputSize];
    for (int step = 0; step < Elman.StepCount; step++)
    {
        ReadOnlySpan<float> x = inputs.AsSpan(step * Elman.InputSize, Elman.InputSize);
        model.Step(x, ref state, output);
        Span<float> hidden = state.Hidden(0);
        Console.WriteLine($"{step + 1,-4}  {x[0]}, {x[1]}  {hidden[0]:F8}, {hidden[1]:F8}  {output[0],-14:F8}  {predicted[step]:F8}");
    }
}

// Six random sequences through an LSTM: the spans' lengths say how many there are.
static void ShowShapes()
{
    const int Batch = 6;
    var all = new LstmOfAllSteps(seed: 1);
    var last = new LstmOfLastStep(seed: 1); // the same seed and shape: the same weights
    var random = new Random(1);
    float[] inputs = [.. Enumerable.Range(0, Batch * LstmOfAllSteps.InputLength).Select(_ => random.NextSingle())];
    var outputs = new float[Batch * LstmOfAllSteps.OutputLength];
    var final = new float[Batch * LstmOfLastStep.OutputLength];
    all.Predict(inputs, outputs);
    last.Predict(inputs, final);

    Console.Write($"LSTM, batch {Batch}, {LstmOfAllSteps.StepCount} steps, {LstmOfAllSteps.InputSize} features, ");
    Console.WriteLine($"{LstmOfAllSteps.HiddenSize} hidden units");
    Console.WriteLine($"outputs of all steps  ({Batch},{outputs.Length / Batch / LstmOfAllSteps.OutputSize},{LstmOfAllSteps.OutputSize})");
    Console.WriteLine($"final state           ({Batch},{final.Length / Batch})");

    int beforeLast = LstmOfAllSteps.OutputLength - LstmOfAllSteps.OutputSize;
    bool same = Enumerable.Range(0, Batch).All(sequence =>
        outputs.AsSpan((sequence * LstmOfAllSteps.OutputLength) + beforeLast, LstmOfAllSteps.OutputSize)
            .SequenceEqual(final.AsSpan(sequence * LstmOfLastStep.OutputLength, LstmOfLastStep.OutputSize)));
    Console.WriteLine($"the final state is the last step's output: {(same ? "yes" : "no")}");
}
