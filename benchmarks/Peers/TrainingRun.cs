using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>Trains a generated model on one batch.</summary>
/// <typeparam name="TModel">The model.</typeparam>
internal sealed class TrainingRun<TModel> : IRun
    where TModel : class, IRnnModel<TModel>
{
    private readonly TModel _model = TModel.Create(0);
    private readonly Gradients _gradients = TModel.CreateGradients();
    private readonly Sgd _sgd = new();
    private readonly Problem _problem;

    /// <summary>Takes a problem's parameters.</summary>
    public TrainingRun(Problem problem)
    {
        _problem = problem;
        _model.Parameters.CopyFrom(problem.Parameters);
    }

    /// <inheritdoc/>
    public float[] Compute()
    {
        _model.Parameters.CopyFrom(_problem.Parameters);
        _sgd.LearningRate = Problem.CheckedLearningRate;
        Step();
        float[] changed = [.. _model.Parameters.Values];
        _model.Parameters.CopyFrom(_problem.Parameters);
        return changed;
    }

    /// <inheritdoc/>
    public double Repeat(int calls)
    {
        _sgd.LearningRate = Problem.MeasuredLearningRate;
        double start = ProcessClock.Now();
        for (int call = 0; call < calls; call++)
            Step();
        return ProcessClock.Now() - start;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Step()
    {
        _gradients.Clear();
        _model.Backpropagate(_problem.Inputs, _problem.Targets, _gradients);
        _sgd.Step(_model, _gradients);
    }
}
