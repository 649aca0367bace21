using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class TrainerTests
{
    private static readonly float[] s_ten = [.. Enumerable.Range(0, 10).Select(i => (float)i)];

    [Fact]
    public void A_recurrent_network_learns()
    {
        var model = new TinyRnn(seed: 42);
        (float[] trainInputs, float[] trainTargets) = Sequences.Random(200, seed: 1);
        (float[] validInputs, float[] validTargets) = Sequences.Random(50, seed: 2);
        var trainer = new Trainer<TinyRnn>(model, new Adam { LearningRate = 1e-2f });
        TrainingResult result = trainer.Fit(trainInputs, trainTargets, new FitOptions
        {
            Epochs = 60, BatchSize = 32, Seed = 1, ClipNorm = 1f,
            Validation = (validInputs, validTargets), Patience = 8, Progress = new ConsoleProgress(),
        });

        Assert.InRange(result.Best!.ValidationLoss!.Value, 0, result.History[0].ValidationLoss!.Value / 10);
        Assert.Equal(result.Best.ValidationLoss, model.Evaluate(validInputs, validTargets));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 4)]
    [InlineData(10, 1)]
    [InlineData(64, 1)]
    public void Every_sequence_is_trained_on_once_an_epoch_in_an_order_of_its_own(int batchSize, int batches)
    {
        var model = new LineModel();
        new Trainer<LineModel>(model, new Sgd { LearningRate = 0 }).Fit(s_ten, s_ten, new FitOptions { Epochs = 3, BatchSize = batchSize });

        Assert.Equal(3 * batches, model.Batches.Count);
        float[][] epochs = [.. model.Batches.Chunk(batches).Select(epoch => epoch.SelectMany(batch => batch).ToArray())];
        Assert.All(epochs, epoch => Assert.Equal(s_ten, epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(s_ten, epochs[0]);
    }

    [Fact]
    public void Targets_stay_with_their_sequences_and_the_loss_is_a_mean_over_sequences()
    {
        var model = new LineModel(w: 3, b: 1);
        float[] targets = [.. s_ten.Select(x => (3 * x) + 2)];
        TrainingResult result = new Trainer<LineModel>(model, new Sgd { LearningRate = 0 }).Fit(s_ten, targets, new FitOptions { Epochs = 1, BatchSize = 4 });
        Assert.Equal(1, result.History[0].Loss);

        targets[9] -= 10;
        result = new Trainer<LineModel>(model, new Sgd { LearningRate = 0 }).Fit(s_ten, targets, new FitOptions { Epochs = 1, BatchSize = 4 });
        Assert.Equal((9 + 81) / 10f, result.History[0].Loss, 1e-5f);
    }

    [Fact]
    public void Without_shuffling_sequences_come_in_their_order()
    {
        var model = new LineModel();
        new Trainer<LineModel>(model, new Sgd { LearningRate = 0 }).Fit(s_ten, s_ten, new FitOptions { Epochs = 2, BatchSize = 4, Shuffle = false });
        Assert.Equal([.. s_ten, .. s_ten], model.Batches.SelectMany(batch => batch));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_others()
    {
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));

        static float[] Train(ulong seed)
        {
            (float[] inputs, float[] targets) = Sequences.Random(50, seed: 1);
            var model = new TinyRnn(5);
            var options = new FitOptions { Epochs = 4, BatchSize = 8, Seed = seed, ClipNorm = 0.5f };
            new Trainer<TinyRnn>(model, new Adam { LearningRate = 0.01f }).Fit(inputs, targets, options);
            return model.Parameters.Values.ToArray();
        }
    }

    [Fact]
    public void A_step_is_the_optimizers_on_clipped_gradients()
    {
        // Gradients at w = b = 0 for (x, t) = (1, 2): dw = db = -4, a norm of 4 sqrt(2), clipped to 1.
        var model = new LineModel();
        var options = new FitOptions { Epochs = 1, ClipNorm = 1 };
        new Trainer<LineModel>(model, new Sgd { LearningRate = 0.5f }).Fit([1], [2], options);
        Assert.Equal(0.5f / MathF.Sqrt(2), model.Slope, 1e-6f);
    }

    [Fact]
    public void A_schedule_sets_the_rate_of_each_epoch()
    {
        var options = new FitOptions { Epochs = 3, LearningRateSchedule = epoch => 0.1f / epoch };
        TrainingResult result = new Trainer<LineModel>(new LineModel(), new Sgd()).Fit(s_ten, s_ten, options);
        Assert.Equal([0.1f, 0.1f / 2, 0.1f / 3], result.History.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Epochs_allocate_their_record_and_nothing_else()
    {
        (float[] inputs, float[] targets) = Sequences.Random(64, seed: 1);
        var trainer = new Trainer<TinyRnn>(new TinyRnn(1), new Adam());
        var options = new FitOptions { BatchSize = 7, ClipNorm = 1, Validation = (inputs, targets), Progress = new ConsoleProgress(console: null) };
        long few = Allocated(2);
        long many = Allocated(66);
        Assert.InRange((many - few) / 64, 0, 100);

        long Allocated(int epochs)
        {
            FitOptions longer = options with { Epochs = epochs };
            long before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Fit(inputs, targets, longer);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Data_and_options_that_do_not_fit_are_refused_before_anything_changes()
    {
        var model = new TinyRnn(1);
        float[] before = model.Parameters.Values.ToArray();
        void Refuses<TError>(string argument, int inputs, int targets, FitOptions options)
            where TError : ArgumentException =>
            Assert.Throws<TError>(argument, () => new Trainer<TinyRnn>(model, new Sgd()).Fit(new float[inputs], new float[targets], options));

        Refuses<ArgumentException>("inputs", 15, 2, new FitOptions());
        Refuses<ArgumentException>("inputs", 0, 0, new FitOptions());
        Refuses<ArgumentException>("targets", 16, 3, new FitOptions());
        Refuses<ArgumentException>("Validation.Inputs", 16, 2, new FitOptions { Validation = (new float[7], new float[1]) });
        Refuses<ArgumentException>("Validation.Inputs", 16, 2, new FitOptions { Validation = (Array.Empty<float>(), Array.Empty<float>()) });
        Refuses<ArgumentException>("Validation.Targets", 16, 2, new FitOptions { Validation = (new float[8], new float[2]) });
        Refuses<ArgumentOutOfRangeException>("Epochs", 16, 2, new FitOptions { Epochs = 0 });
        Refuses<ArgumentOutOfRangeException>("BatchSize", 16, 2, new FitOptions { BatchSize = 0 });
        Refuses<ArgumentOutOfRangeException>("ClipNorm", 16, 2, new FitOptions { ClipNorm = 0 });
        Refuses<ArgumentOutOfRangeException>("Patience", 16, 2, new FitOptions { Patience = 0, Validation = (new float[8], new float[1]) });
        Refuses<ArgumentException>("Patience", 16, 2, new FitOptions { Patience = 3 });
        Assert.Equal(before, model.Parameters.Values);
    }

    [Fact]
    public void Data_that_is_not_finite_is_refused_with_its_place()
    {
        float[] inputs = new float[24];
        inputs[17] = float.NaN;
        var error = Assert.Throws<ArgumentException>("inputs", () => new Trainer<TinyRnn>(new TinyRnn(), new Sgd()).Fit(inputs, new float[3]));
        Assert.StartsWith("inputs holds NaN at element 17, in sequence 2", error.Message, StringComparison.Ordinal);
    }
}
