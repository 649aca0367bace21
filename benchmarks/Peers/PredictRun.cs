using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>Predicts a batch of sequences by a generated model.</summary>
/// <typeparam name="TModel">The model.</typeparam>
internal sealed class PredictRun<TModel> : IRun
    where TModel : class, IRnnModel<TModel>
{
    private readonly TModel _model = TModel.Create(0);
    private readonly float[] _inputs;
    private readonly float[] _outputs;

    /// <summary>Takes a problem's parameters.</summary>
    public PredictRun(Problem problem)
    {
        _model.Parameters.CopyFrom(problem.Parameters);
        _inputs = problem.Inputs;
        _outputs = new float[problem.Case.Batch];
    }

    /// <inheritdoc/>
    public float[] Compute()
    {
        _model.Predict(_inputs, _outputs);
        return [.. _outputs];
    }

    /// <inheritdoc/>
    public double Repeat(int calls)
    {
        double start = ProcessClock.Now();
        for (int call = 0; call < calls; call++)
            _model.Predict(_inputs, _outputs);
        return ProcessClock.Now() - start;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
