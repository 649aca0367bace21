using System;
using System.Linq;
using System.Runtime.InteropServices;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Batches;

/// <summary>A sequence's results depend on that sequence alone: not on those beside it, nor on what scratch memory held before.</summary>
public sealed class BatchTests
{
    /// <summary>More than one chunk of the sequences whose gradients are taken at once, and no multiple of those computed side by side.</summary>
    private const int Batch = 68;

    public static TheoryData<string> Models => [.. Plans.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_batch_gives_the_bits_of_its_sequences(string name)
    {
        ITestModel model = Plans.Create(name);
        var all = new Sequences(model, Batch, seed: 1);
        int[] expected = Results.OfPredict(model, all);
        foreach (int size in new[] { 1, 2, 3, 4, 5, 6, 7, 13, 64 })
        {
            int[] bits = [.. all.Inputs.Chunk(size * model.InputLength).SelectMany(inputs => Predict(model, inputs))];

            Assert.Equal(expected, bits);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void NaN_in_a_sequence_stays_there(string name)
    {
        ITestModel model = Plans.Create(name);
        var sequences = new Sequences(model, 8, seed: 1);
        int[] expected = Results.OfPredict(model, sequences);
        for (int spoiled = 0; spoiled < 8; spoiled++)
        {
            float[] inputs = [.. sequences.Inputs];
            inputs.AsSpan(spoiled * model.InputLength, model.InputLength).Fill(float.NaN);

            int[][] bits = [.. Predict(model, inputs).Chunk(model.OutputLength)];

            Assert.All(bits[spoiled], value => Assert.True(float.IsNaN(BitConverter.Int32BitsToSingle(value))));
            bits[spoiled] = expected[(spoiled * model.OutputLength)..][..model.OutputLength];
            Assert.Equal(expected, bits.SelectMany(row => row));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void What_scratch_memory_held_before_decides_nothing(string name)
    {
        ITestModel model = Plans.Create(name);
        var sequences = new Sequences(model, Batch, seed: 1);
        int[] predicted = Results.OfPredict(model, sequences);
        int[] trained = Results.OfTraining(model, sequences);

        PoisonScratch();
        Assert.Equal(predicted, Results.OfPredict(model, sequences));
        PoisonScratch();
        Assert.Equal(trained, Results.OfTraining(model, sequences));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_gradients_of_a_batch_are_the_mean_of_its_sequences(string name)
    {
        ITestModel model = Plans.Create(name);
        var sequences = new Sequences(model, Batch, seed: 1);
        Gradients whole = model.NewGradients();
        Gradients single = model.NewGradients();
        var mean = new double[whole.Length];
        double loss = 0;
        for (int first = 0; first < Batch; first++)
        {
            single.Clear();
            loss += model.Backpropagate(
                sequences.Inputs.AsSpan(first * model.InputLength, model.InputLength),
                sequences.Targets.AsSpan(first * model.OutputLength, model.OutputLength),
                single) / (double)Batch;
            for (int index = 0; index < mean.Length; index++)
                mean[index] += single.Values[index] / (double)Batch;
        }

        Assert.Equal(loss, model.Backpropagate(sequences.Inputs, sequences.Targets, whole), 1e-6 * Math.Max(1, loss));
        double largest = mean.Max(Math.Abs);
        for (int index = 0; index < mean.Length; index++)
            Assert.Equal(mean[index], whole.Values[index], 1e-5 * largest);
    }

    private static int[] Predict(ITestModel model, float[] inputs)
    {
        var outputs = new float[inputs.Length / model.InputLength * model.OutputLength];
        model.Predict(inputs, outputs);
        return Floats.Bits(outputs);
    }

    private static void PoisonScratch()
    {
        const int length = 1 << 20;
        MemoryMarshal.CreateSpan(ref Workspace.Rent(length), length).Fill(float.NaN);
    }
}
