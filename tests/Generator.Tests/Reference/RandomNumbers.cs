using System;
using System.Linq;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Test data that is the same on every run.</summary>
internal sealed class RandomNumbers(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Numbers between -bound and bound, exactly representable as floats.</summary>
    public float[] Uniform(int count, double bound) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(((2 * _random.NextDouble()) - 1) * bound))];

    /// <summary>Targets that suit a loss: classes as one-hot or mixed probabilities, labels 0, 1 or between, else any numbers.</summary>
    public float[] Targets(RnnSpec spec, int batch)
    {
        int rows = batch * spec.OutputSteps;
        return spec.Loss switch
        {
            Loss.CrossEntropy => [.. Enumerable.Range(0, rows).SelectMany(row => row % 2 == 0 ? OneHot(spec.OutputSize) : Mixed(spec.OutputSize))],
            Loss.BinaryCrossEntropy => [.. Enumerable.Range(0, rows * spec.OutputSize).Select(i => i % 3 == 0 ? (float)_random.NextDouble() : _random.Next(2))],
            _ => Uniform(rows * spec.OutputSize, 1),
        };
    }

    /// <summary>Weights of output vectors, a quarter of them 0.</summary>
    public float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => i % 4 == 1 ? 0 : (float)(0.1 + _random.NextDouble()))];

    private float[] OneHot(int classes)
    {
        var target = new float[classes];
        target[_random.Next(classes)] = 1;
        return target;
    }

    private float[] Mixed(int classes)
    {
        float[] weights = [.. Enumerable.Range(0, classes).Select(_ => (float)_random.NextDouble())];
        return [.. weights.Select(w => w / weights.Sum())];
    }
}
