namespace Unrolled.Benchmarks.Problems;

/// <summary>
/// The three cells with a linear head in double precision, by the equations of torch.nn's documentation and their derivatives written out
/// by hand: nothing here is shared with what is measured.
/// </summary>
internal sealed class ReferenceNetwork
{
    private readonly Problem _problem;
    private readonly Case _case;
    private readonly int _input;
    private readonly int _hidden;
    private readonly int _rows;
    private readonly double[][] _tensors;
    private readonly double[][] _gradients;

    /// <summary>Takes a problem's parameters.</summary>
    public ReferenceNetwork(Problem problem)
    {
        _problem = problem;
        _case = problem.Case;
        _input = _case.Workload.Input;
        _hidden = _case.Workload.Hidden;
        _rows = _case.Gates * _hidden;
        _tensors = [.. problem.TensorLengths.Select((_, index) => Widened(problem.Tensor(index)))];
        _gradients = [.. problem.TensorLengths.Select(length => new double[length])];
    }

    /// <summary>The values of <see cref="Problem.Expected"/>.</summary>
    public double[] Solve()
    {
        var outputs = new List<double>();
        for (int sequence = 0; sequence < _case.Batch; sequence++)
        {
            List<ReferenceStep> tape = Forward(sequence);
            outputs.AddRange(_case.Kind == Kind.Stream ? tape.Select(step => Head(step.NextHidden)) : [Head(tape[^1].NextHidden)]);
            if (_case.Kind == Kind.Training)
                Backward(tape, 2 * (outputs[^1] - _problem.Targets[sequence]) / _case.Batch);
        }

        return _case.Kind == Kind.Training
            ? [.. _tensors.Zip(_gradients, (tensor, gradient) => tensor.Zip(gradient, Descend)).SelectMany(values => values)]
            : [.. outputs];
    }

    private static double Descend(double parameter, double gradient) => parameter - (Problem.CheckedLearningRate * gradient);

    private List<ReferenceStep> Forward(int sequence)
    {
        int steps = _case.Workload.Steps;
        var tape = new List<ReferenceStep>(steps);
        var hidden = new double[_hidden];
        var cell = new double[_hidden];
        for (int step = 0; step < steps; step++)
        {
            double[] x = Widened(_problem.Inputs.AsSpan(((sequence * steps) + step) * _input, _input));
            double[] fromInput = Affine(_tensors[0], x, _tensors[2]);
            double[] fromHidden = Affine(_tensors[1], hidden, _tensors[3]);
            tape.Add(ReferenceStep.Forward(_case.Cell, x, hidden, cell, fromInput, fromHidden));
            (hidden, cell) = (tape[^1].NextHidden, tape[^1].NextCell);
        }

        return tape;
    }

    private void Backward(List<ReferenceStep> tape, double outputAdjoint)
    {
        var hiddenAdjoint = new double[_hidden];
        var cellAdjoint = new double[_hidden];
        _gradients[5][0] += outputAdjoint;
        for (int unit = 0; unit < _hidden; unit++)
        {
            _gradients[4][unit] += outputAdjoint * tape[^1].NextHidden[unit];
            hiddenAdjoint[unit] = outputAdjoint * _tensors[4][unit];
        }

        foreach (ReferenceStep step in Enumerable.Reverse(tape))
        {
            var fromInput = new double[_rows];
            var fromHidden = new double[_rows];
            step.Backward(hiddenAdjoint, cellAdjoint, fromInput, fromHidden);
            for (int row = 0; row < _rows; row++)
            {
                Add(fromInput[row], step.Input, _gradients[0].AsSpan(row * _input, _input));
                Add(fromHidden[row], step.Hidden, _gradients[1].AsSpan(row * _hidden, _hidden));
                Add(fromHidden[row], _tensors[1].AsSpan(row * _hidden, _hidden), hiddenAdjoint);
                _gradients[2][row] += fromInput[row];
                _gradients[3][row] += fromHidden[row];
            }
        }
    }

    private double Head(double[] hidden) => _tensors[5][0] + Dot(_tensors[4], hidden);

    private double[] Affine(double[] matrix, double[] vector, double[] bias)
    {
        var result = new double[_rows];
        for (int row = 0; row < _rows; row++)
            result[row] = bias[row] + Dot(matrix.AsSpan(row * vector.Length, vector.Length), vector);
        return result;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double factor, ReadOnlySpan<double> vector, Span<double> sum)
    {
        for (int i = 0; i < vector.Length; i++)
            sum[i] += factor * vector[i];
    }

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            widened[i] = values[i];
        return widened;
    }
}
