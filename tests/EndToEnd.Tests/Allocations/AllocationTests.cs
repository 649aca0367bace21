using System;
using System.Linq;
using System.Runtime;
using System.Threading;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Allocations;

/// <summary>What a model allocates: nothing, once a thread has called it.</summary>
[Collection(nameof(Undisturbed))]
public sealed class AllocationTests
{
    /// <summary>Enough for sequences side by side and for some left over.</summary>
    private const int Batch = 7;

    public static TheoryData<string> Models => [.. Plans.Names];

    public static TheoryData<string> Optimizers => ["Sgd", "Sgd with momentum", "RmsProp", "Adam", "AdamW"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Inference_allocates_nothing_after_the_first_call(string name)
    {
        ITestModel model = Plans.Create(name);
        CheckInference(model);
    }

    [Fact]
    public void A_step_beyond_the_stack_allocates_nothing_after_the_first_call() => CheckInference(new VeryLargeLstm());

    [Theory]
    [MemberData(nameof(Models))]
    public void Training_allocates_nothing_after_the_first_call(string name)
    {
        ITestModel model = Plans.Create(name);
        var sequences = new Sequences(model, Batch, seed: 1);
        Gradients gradients = model.NewGradients();

        Assert.Equal(0, AllocatedAfterFirst(() => model.Backpropagate(sequences.Inputs, sequences.Targets, gradients)));
        Assert.Equal(0, AllocatedAfterFirst(() => model.Evaluate(sequences.Inputs, sequences.Targets)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropout_allocates_nothing_after_the_first_call(bool isOneLayer)
    {
        ITestModel model = isOneLayer ? new GruWithRecurrentDropout() : new LstmWithBothDropouts();
        var sequences = new Sequences(model, Batch, seed: 1);
        Gradients gradients = model.NewGradients();

        CheckInference(model);
        Assert.Equal(0, AllocatedAfterFirst(() => model.Backpropagate(sequences.Inputs, sequences.Targets, gradients)));
        Assert.Equal(0, AllocatedAfterFirst(() => model.Evaluate(sequences.Inputs, sequences.Targets)));
        Assert.Equal(0, AllocatedAfterFirst(() => model.Backpropagate(sequences.Inputs, sequences.Targets, gradients, new BatchContext { DropoutSeed = 1 })));
    }

    [Fact]
    public void Learned_initial_states_allocate_nothing_after_the_first_call()
    {
        var model = new GruWithLearnedStates();
        var sequences = new Sequences(model, Batch, seed: 1);
        var gradients = new GruWithLearnedStates.Gradients();
        var states = new GruWithLearnedStates.States(Batch);

        Assert.Equal(0, AllocatedAfterFirst(() => model.Predict(sequences.Inputs, sequences.Outputs)));
        Assert.Equal(0, AllocatedAfterFirst(() => model.Backpropagate(sequences.Inputs, sequences.Targets, gradients)));
        Assert.Equal(0, AllocatedAfterFirst(() => model.Reset(states)));
        Assert.Equal(0, AllocatedAfterFirst(() =>
        {
            GruWithLearnedStates.State state = model.InitialState();
            model.Step(sequences.Inputs.AsSpan(0, GruWithLearnedStates.InputSize), ref state, sequences.Outputs.AsSpan(0, GruWithLearnedStates.OutputSize));
        }));
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_loop_of_ones_own_allocates_nothing_after_its_first_round(string name)
    {
        var model = new GruI3H7T5Last();
        var sequences = new Sequences(model, Batch, seed: 1);
        var gradients = new GruI3H7T5Last.Gradients();
        Optimizer optimizer = Create(name);
        float[] before = model.Parameters.Values.ToArray();

        long allocated = AllocatedAfterFirst(() =>
        {
            gradients.Clear();
            model.Backpropagate(sequences.Inputs, sequences.Targets, gradients);
            gradients.Clip(1);
            optimizer.Step(model, gradients);
        });

        Assert.Equal(0, allocated);
        Assert.NotEqual(before, model.Parameters.Values.ToArray());
    }

    /// <summary>A hundred more batches need a longer list of the sequences' order, and nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_trainer_allocates_nothing_for_a_batch(int threads)
    {
        var model = new GruI3H7T5Last();
        long Fit(int batches)
        {
            var sequences = new Sequences(model, batches * 32, seed: 1);
            var trainer = new Trainer<GruI3H7T5Last>(model, new Sgd { LearningRate = 1e-3f }) { Threads = threads };
            var options = new FitOptions { Epochs = 1, BatchSize = 32, Shuffle = false };
            return Allocated(() => trainer.Fit(sequences.Inputs, sequences.Targets, options));
        }

        // A thread that has to wait for another makes an object for it, once; a hundred batches that made one each would make twice what is allowed.
        const int SmallestObject = 24;
        int once = threads > 1 ? 50 * SmallestObject : 0;
        int order = 100 * 32 * sizeof(int);
        Fit(8);
        Assert.InRange(Fit(108) - Fit(8), order - once, order + once);
    }

    [Fact]
    public void A_trainer_allocates_nothing_for_a_batch_with_lengths()
    {
        var model = new LstmOfAnyLength();
        long Fit(int batches)
        {
            var sequences = new Sequences(model, batches * 32, seed: 1);
            int[] lengths = [.. Enumerable.Range(0, batches * 32).Select(i => i % 6)];
            var trainer = new Trainer<LstmOfAnyLength>(model, new Sgd { LearningRate = 1e-3f });
            var options = new FitOptions { Epochs = 1, BatchSize = 32, Shuffle = false, Lengths = lengths };
            return Allocated(() => trainer.Fit(sequences.Inputs, sequences.Targets, options));
        }

        // The order of the sequences, and less than the smallest object beside it, which the alignment of larger ones may take.
        const int SmallestObject = 24;
        int order = 100 * 32 * sizeof(int);
        Fit(8);
        Assert.InRange(Fit(108) - Fit(8), order, order + SmallestObject - 1);
    }

    [Fact]
    public void A_small_model_allocates_nothing_even_at_a_threads_first_call()
    {
        var model = new LstmI3H7T5Last();
        var sequences = new Sequences(model, Batch, seed: 1);
        Stream stream = model.OpenStream();
        var output = new float[LstmI3H7T5Last.OutputSize];
        void Infer()
        {
            model.Predict(sequences.Inputs, sequences.Outputs);
            stream.Step(sequences.Inputs.AsSpan(0, LstmI3H7T5Last.InputSize), output);
        }

        Infer(); // compiles the kernels

        Assert.Equal([0], AllocatedOnAThreadOfItsOwn(Infer, calls: 1));
    }

    [Fact]
    public void A_large_model_allocates_its_scratch_memory_once_a_thread()
    {
        var model = new VeryLargeLstm();
        var sequences = new Sequences(model, Batch, seed: 1);
        void Infer() => model.Predict(sequences.Inputs, sequences.Outputs);
        Infer(); // compiles the kernels

        long[] allocated = AllocatedOnAThreadOfItsOwn(Infer, calls: 3);

        Assert.InRange(allocated[0], 16 << 10, 256 << 10);
        Assert.Equal([0, 0], allocated[1..]);
    }

    private static void CheckInference(ITestModel model)
    {
        var sequences = new Sequences(model, Batch, seed: 1);
        Assert.Equal(0, AllocatedAfterFirst(() => model.Predict(sequences.Inputs, sequences.Outputs)));
        if (!model.HasStream)
            return;

        Stream stream = model.OpenStream();
        var output = new float[model.OutputSize];
        Assert.Equal(0, AllocatedAfterFirst(() => stream.Step(sequences.Inputs.AsSpan(0, model.InputSize), output)));
    }

    private static Optimizer Create(string name) => name switch
    {
        "Sgd" => new Sgd(),
        "Sgd with momentum" => new Sgd { Momentum = 0.9 },
        "RmsProp" => new RmsProp(),
        "Adam" => new Adam(),
        "AdamW" => new AdamW(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not an optimizer."),
    };

    private static long[] AllocatedOnAThreadOfItsOwn(Action call, int calls)
    {
        var allocated = new long[calls];
        var thread = new Thread(() =>
        {
            foreach (ref long bytes in allocated.AsSpan())
                bytes = Allocated(call);
        });
        thread.Start();
        thread.Join();
        return allocated;
    }

    private static long AllocatedAfterFirst(Action call)
    {
        call();
        return Allocated(call);
    }

    /// <summary>
    /// Bytes that this thread allocates. A garbage collection in between would count as well: it charges a thread with the unused rest of
    /// the 8 KB it was given to allocate from. So none may come, unless the call itself brings one, as by allocating pinned memory.
    /// </summary>
    private static long Allocated(Action call)
    {
        Assert.True(GC.TryStartNoGCRegion(totalSize: 16 << 20));
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            GC.EndNoGCRegion();
        return allocated;
    }
}
