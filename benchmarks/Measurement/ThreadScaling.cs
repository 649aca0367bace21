using System.Diagnostics;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>A training step through <see cref="Trainer{TModel}"/> on one thread and on two, side by side.</summary>
/// <param name="OneSeconds">Wall time of a step on one thread, 10th percentile.</param>
/// <param name="TwoSeconds">The same on two.</param>
/// <param name="IsSame">Whether both came to the same parameters, bit by bit.</param>
internal sealed record ThreadScaling(double OneSeconds, double TwoSeconds, bool IsSame)
{
    /// <summary>Batches of an epoch, each of the problem's sequences.</summary>
    private const int Batches = 8;

    /// <summary>Measures one model, the two in turn.</summary>
    /// <typeparam name="TModel">Its class.</typeparam>
    /// <param name="problem">Its numbers.</param>
    /// <param name="rounds">Epochs of each.</param>
    public static ThreadScaling Of<TModel>(Problem problem, int rounds)
        where TModel : class, IRnnModel<TModel>
    {
        float[] inputs = [.. Enumerable.Repeat(problem.Inputs, Batches).SelectMany(values => values)];
        float[] targets = [.. Enumerable.Repeat(problem.Targets, Batches).SelectMany(values => values)];
        var options = new FitOptions { Epochs = 1, BatchSize = problem.Case.Batch, Seed = 1 };
        Trainer<TModel>[] trainers = [NewTrainer<TModel>(problem, 1), NewTrainer<TModel>(problem, 2)];
        Sample[] samples = [new(), new()];
        for (int round = 0; round <= rounds; round++)
        {
            for (int index = 0; index < trainers.Length; index++)
            {
                long start = Stopwatch.GetTimestamp();
                trainers[index].Fit(inputs, targets, options);
                if (round > 0)
                    samples[index].Add(Stopwatch.GetElapsedTime(start).TotalSeconds / Batches);
            }
        }

        bool isSame = trainers[0].Model.Parameters.Values.SequenceEqual(trainers[1].Model.Parameters.Values);
        return new ThreadScaling(samples[0].Percentile10, samples[1].Percentile10, isSame);
    }

    private static Trainer<TModel> NewTrainer<TModel>(Problem problem, int threads)
        where TModel : class, IRnnModel<TModel>
    {
        TModel model = TModel.Create(0);
        model.Parameters.CopyFrom(problem.Parameters);
        return new Trainer<TModel>(model, new Sgd { LearningRate = Problem.MeasuredLearningRate }) { Threads = threads };
    }
}
