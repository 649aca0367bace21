namespace Unrolled.Benchmarks.Problems;

/// <summary>
/// A case with its numbers: every peer gets the same weights, inputs and targets, and must come to the same values, which
/// <see cref="ReferenceNetwork"/> has computed in double precision.
/// </summary>
internal sealed class Problem
{
    /// <summary>The step of gradient descent whose result is compared: with a rate of one, the parameters move by the gradient itself.</summary>
    public const float CheckedLearningRate = 1;

    /// <summary>The rate of the measured steps: so small that the parameters stay where they are over thousands of them.</summary>
    public const float MeasuredLearningRate = 1e-4f;

    /// <summary>Draws a case's numbers; the same ones in every run.</summary>
    public Problem(Case @case)
    {
        Case = @case;
        (_, int steps, int input, int hidden) = @case.Workload;
        int rows = @case.Gates * hidden;
        TensorLengths = [rows * input, rows * hidden, rows, rows, hidden, 1];
        var random = new Random(1);
        float bound = 1 / MathF.Sqrt(hidden); // torch.nn's initialisation
        float unitVariance = MathF.Sqrt(3);
        Parameters = Uniform(random, TensorLengths.Sum(), bound);
        Inputs = Uniform(random, @case.Batch * steps * input, unitVariance);
        Targets = Uniform(random, @case.Batch, unitVariance);
        Expected = new ReferenceNetwork(this).Solve();
    }

    /// <summary>What is computed.</summary>
    public Case Case { get; }

    /// <summary>Lengths of torch.nn's tensors: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, head.weight, head.bias.</summary>
    public IReadOnlyList<int> TensorLengths { get; }

    /// <summary>The tensors one after the other, row-major.</summary>
    public float[] Parameters { get; }

    /// <summary>[batch, steps, input].</summary>
    public float[] Inputs { get; }

    /// <summary>[batch, 1]; read by training alone.</summary>
    public float[] Targets { get; }

    /// <summary>
    /// What a peer must come to: the outputs, of a stream after each of its inputs from the zero state, or the parameters after one step
    /// of gradient descent.
    /// </summary>
    public double[] Expected { get; }

    /// <summary>One of the tensors of <see cref="TensorLengths"/>.</summary>
    public ReadOnlySpan<float> Tensor(int index) =>
        Parameters.AsSpan(TensorLengths.Take(index).Sum(), TensorLengths[index]);

    /// <summary>The inputs as [steps, batch, input], the layout that PyTorch and ONNX Runtime read fastest.</summary>
    public float[] TimeMajorInputs()
    {
        (_, int steps, int input, _) = Case.Workload;
        var turned = new float[Inputs.Length];
        for (int sequence = 0; sequence < Case.Batch; sequence++)
        {
            for (int step = 0; step < steps; step++)
                Inputs.AsSpan(((sequence * steps) + step) * input, input).CopyTo(turned.AsSpan(((step * Case.Batch) + sequence) * input));
        }

        return turned;
    }

    /// <summary>The largest distance of a peer's values from the expected ones.</summary>
    /// <exception cref="InvalidOperationException">There are not as many.</exception>
    public double MaxError(IReadOnlyList<float> values)
    {
        if (values.Count != Expected.Length)
            throw new InvalidOperationException($"{values.Count} values instead of {Expected.Length}.");
        double error = 0;
        for (int i = 0; i < Expected.Length; i++)
        {
            double distance = Math.Abs(values[i] - Expected[i]);
            error = double.IsNaN(distance) ? double.PositiveInfinity : Math.Max(error, distance);
        }

        return error;
    }

    private static float[] Uniform(Random random, int count, float bound)
    {
        var values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = ((2 * random.NextSingle()) - 1) * bound;
        return values;
    }
}
