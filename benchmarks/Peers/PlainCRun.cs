using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>A problem in plain.c's layout. The measured loop is in C: no call into native code is counted per prediction.</summary>
internal sealed unsafe class PlainCRun : IRun
{
    private readonly delegate* unmanaged<nint, Network*, float*, float*, float*, float*, void> _repeat;
    private readonly NativeArray[] _network;
    private readonly NativeArray _inputs;
    private readonly NativeArray _outputs;
    private readonly NativeArray _hidden;
    private readonly NativeArray _cell;

    /// <summary>Takes a problem and the function that computes it.</summary>
    public PlainCRun(Problem problem, nint repeat)
    {
        _repeat = (delegate* unmanaged<nint, Network*, float*, float*, float*, float*, void>)repeat;
        (_, int steps, int input, int hidden) = problem.Case.Workload;
        float[] bias = problem.Tensor(2).ToArray();
        if (problem.Case.Cell != Cell.Gru)
            bias = [.. bias.Zip(problem.Tensor(3).ToArray(), (a, b) => a + b)];
        _network =
        [
            new(Transposed(problem.Tensor(0), input)),
            new(Transposed(problem.Tensor(1), hidden)),
            new(bias),
            new(problem.Tensor(3)),
            new(problem.Tensor(4)),
            new(problem.Tensor(5)),
        ];
        _inputs = new(problem.Inputs);
        _outputs = new(problem.Expected.Length);
        _hidden = new(hidden);
        _cell = new(hidden);
    }

    /// <inheritdoc/>
    public float[] Compute()
    {
        // A stream's calls read its inputs in turn; a batch's are all the same.
        _hidden.Span.Clear();
        _cell.Span.Clear();
        Repeat(Workloads.StreamInputs);
        return _outputs.Span.ToArray();
    }

    /// <inheritdoc/>
    public double Repeat(int calls)
    {
        var network = new Network
        {
            InputWeight = _network[0].Address,
            RecurrentWeight = _network[1].Address,
            Bias = _network[2].Address,
            RecurrentBias = _network[3].Address,
            HeadWeight = _network[4].Address,
            HeadBias = _network[5].Address,
        };
        double start = ProcessClock.Now();
        _repeat(calls, &network, _inputs.Address, _outputs.Address, _hidden.Address, _cell.Address);
        return ProcessClock.Now() - start;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NativeArray array in (NativeArray[])[.. _network, _inputs, _outputs, _hidden, _cell])
            array.Dispose();
    }

    private static float[] Transposed(ReadOnlySpan<float> matrix, int columns)
    {
        int rows = matrix.Length / columns;
        var transposed = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
        }

        return transposed;
    }

    // As in plain.c.
    private struct Network
    {
        public float* InputWeight;
        public float* RecurrentWeight;
        public float* Bias;
        public float* RecurrentBias;
        public float* HeadWeight;
        public float* HeadBias;
    }
}
