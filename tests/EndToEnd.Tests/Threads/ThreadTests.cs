using System;
using System.Linq;
using System.Threading;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Threads;

/// <summary>A model is only read by Predict and Step, and scratch memory is a thread's own: any number of threads give one thread's bits.</summary>
public sealed class ThreadTests
{
    private const int ThreadCount = 64;

    public static TheoryData<string> Models => [.. Plans.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void Threads_that_share_a_model_give_the_bits_of_one(string name)
    {
        ITestModel model = Plans.Create(name);
        Sequences[] sequences = [.. Enumerable.Range(0, ThreadCount).Select(thread => new Sequences(model, 1 + (thread % 9), thread))];
        int[][] predicted = [.. sequences.Select(s => Results.OfPredict(model, s))];
        int[][] streamed = [.. sequences.Select(s => Results.OfStream(model, s))];

        RunTogether(thread =>
        {
            Assert.Equal(predicted[thread], Results.OfPredict(model, sequences[thread]));
            Assert.Equal(streamed[thread], Results.OfStream(model, sequences[thread]));
            Assert.Equal(predicted[thread], Results.OfPredict(model, sequences[thread]));
        });
    }

    [Fact]
    public void Threads_that_turn_from_model_to_model_give_the_bits_of_one()
    {
        ITestModel[] models = [.. Plans.Names.Select(Plans.Create)];
        Sequences[] sequences = [.. models.Select(model => new Sequences(model, 5, seed: 1))];
        int[][] predicted = [.. models.Select((model, index) => Results.OfPredict(model, sequences[index]))];
        int[][] streamed = [.. models.Select((model, index) => Results.OfStream(model, sequences[index]))];
        int[][] trained = [.. models.Select((model, index) => Results.OfTraining(model, sequences[index]))];

        RunTogether(thread =>
        {
            for (int turn = 0; turn < models.Length; turn++)
            {
                int index = (thread + turn) % models.Length;
                Assert.Equal(predicted[index], Results.OfPredict(models[index], sequences[index]));
                Assert.Equal(streamed[index], Results.OfStream(models[index], sequences[index]));
                if (thread % 8 == 0)
                    Assert.Equal(trained[index], Results.OfTraining(models[index], sequences[index]));
            }
        });
    }

    /// <summary>Runs threads that start at the same moment, and throws what the first of them threw.</summary>
    private static void RunTogether(Action<int> work)
    {
        using var start = new Barrier(ThreadCount);
        var failures = new Exception?[ThreadCount];
        Thread[] threads = [.. Enumerable.Range(0, ThreadCount).Select(index => new Thread(() =>
        {
            start.SignalAndWait();
            failures[index] = Record.Exception(() => work(index));
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        Assert.Empty(failures.OfType<Exception>());
    }
}
