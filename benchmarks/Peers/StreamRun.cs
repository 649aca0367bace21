using System.Runtime.CompilerServices;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Models;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>Advances one stream by a generated model.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
internal sealed class StreamRun<TModel, TState> : IRun
    where TModel : class, IRnnModel<TModel>, IStepper<TState>
    where TState : struct
{
    private readonly TModel _model = TModel.Create(0);
    private readonly float[] _inputs;
    private readonly float[] _outputs = new float[Workloads.StreamInputs];
    private readonly int _width;
    private readonly NativeArray _state = new(Unsafe.SizeOf<TState>() / sizeof(float));

    /// <summary>Takes a problem's parameters.</summary>
    public StreamRun(Problem problem)
    {
        _model.Parameters.CopyFrom(problem.Parameters);
        _inputs = problem.Inputs;
        _width = problem.Case.Workload.Input;
    }

    /// <summary>The state, aligned as those of peers that are native code.</summary>
    private unsafe ref TState State => ref Unsafe.AsRef<TState>(_state.Address);

    /// <inheritdoc/>
    public float[] Compute()
    {
        State = default;
        Repeat(_outputs.Length);
        return [.. _outputs];
    }

    /// <inheritdoc/>
    public double Repeat(int calls)
    {
        double start = ProcessClock.Now();
        int position = 0;
        for (int call = 0; call < calls; call++)
        {
            _model.Step(_inputs.AsSpan(position * _width, _width), ref State, _outputs.AsSpan(position, 1));
            position = position + 1 == _outputs.Length ? 0 : position + 1;
        }

        return ProcessClock.Now() - start;
    }

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();
}
