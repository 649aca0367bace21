using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Allocations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Losses;

/// <summary>Options of losses and weights of outputs, as a program states them.</summary>
[Collection(nameof(Undisturbed))]
public sealed class LossOptionTests
{
    private const int Batch = 7, Steps = 5;

    private static readonly float[] s_inputs = Floats.Uniform(Batch * 15, seed: 1);

    [Fact]
    public void The_weighted_cross_entropy_is_a_mean_by_the_weights_of_the_classes()
    {
        var model = new WeightedClassifier(seed: 2);
        int[] classes = [.. Enumerable.Range(0, Batch * Steps).Select(i => i * i % 3)];
        float[] targets = OneHot(classes, 3);
        var outputs = new float[targets.Length];
        model.Predict(s_inputs, outputs);
        double[] weights = [0.5, 1, 4];
        double sum = outputs.Chunk(3).Zip(classes, (row, c) =>
            Enumerable.Range(0, 3).Sum(k => -weights[k] * ((k == c ? 0.9 : 0) + (0.1 / 3)) * Math.Log(row[k]))).Sum();

        Assert.Equal(sum / classes.Sum(c => weights[c]), model.Evaluate(s_inputs, targets), 1e-6);
    }

    [Fact]
    public void Hubers_loss_is_a_mean_over_elements()
    {
        var model = new RobustRegression(seed: 2);
        float[] targets = Floats.Uniform(Batch * Steps * 2, seed: 3);
        var outputs = new float[targets.Length];
        model.Predict(s_inputs, outputs);
        double mean = outputs.Zip(targets, (y, t) => Math.Abs((double)y - t)).Average(d => d <= 0.25 ? d * d / 2 : 0.25 * (d - 0.125));

        Assert.Equal(mean, model.Evaluate(s_inputs, targets), 1e-6);
    }

    [Fact]
    public void Masked_steps_count_nothing_whatever_they_hold()
    {
        var model = new RobustRegression(seed: 2);
        float[] mask = [.. Enumerable.Range(0, Batch * Steps).Select(i => i % Steps <= i / Steps % Steps ? 1f : 0f)];
        float[] targets = Floats.Uniform(Batch * Steps * 2, seed: 3);
        float[] spoiled = [.. targets.Select((t, i) => mask[i / 2] == 0 ? float.NaN : t)];
        var gradients = new RobustRegression.Gradients();
        var spoiledGradients = new RobustRegression.Gradients();

        float loss = model.Backpropagate(s_inputs, targets, mask, gradients);

        Assert.Equal(loss, model.Backpropagate(s_inputs, spoiled, mask, spoiledGradients));
        Assert.Equal(loss, model.Evaluate(s_inputs, spoiled, mask), 1e-6f);
        Assert.Equal(gradients.Values.ToArray(), spoiledGradients.Values.ToArray());
        Assert.NotEqual(loss, model.Evaluate(s_inputs, targets));
    }

    [Fact]
    public void The_last_step_alone_is_a_weight_of_one_after_zeros()
    {
        var model = new RobustRegression(seed: 2);
        float[] targets = Floats.Uniform(Batch * Steps * 2, seed: 3);
        var outputs = new float[targets.Length];
        model.Predict(s_inputs, outputs);
        double mean = outputs.Zip(targets).Where((_, i) => i / 2 % Steps == Steps - 1)
            .Average(pair => Math.Abs((double)pair.First - pair.Second) is var d && d <= 0.25 ? d * d / 2 : 0.25 * (d - 0.125));

        Assert.Equal(mean, model.Evaluate(s_inputs, targets, [0f, 0f, 0f, 0f, 1f]), 1e-6);
    }

    [Fact]
    public void Without_any_weight_there_is_nothing_to_learn()
    {
        var gradients = new WeightedClassifier.Gradients();
        Assert.Equal(0, new WeightedClassifier(seed: 2).Backpropagate(s_inputs, new float[Batch * 15], new float[5], gradients));
        Assert.All(gradients.Values.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(36)]
    public void Wrong_weights_are_refused_and_nothing_is_written(int length)
    {
        var model = new RobustRegression();
        var gradients = new RobustRegression.Gradients();
        var targets = new float[Batch * Steps * 2];
        string message = Assert.Throws<ArgumentException>("lossWeights", () => model.Backpropagate(s_inputs, targets, new float[length], gradients)).Message;

        Assert.StartsWith($"lossWeights has {length} floats; it must have 5, the shape being [5], or 35, the shape being [7, 5].", message, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Throws<ArgumentException>("lossWeights", () => model.Evaluate(s_inputs, targets, new float[length])).Message);
        Assert.Throws<ArgumentException>("lossWeights", () => model.Evaluate(s_inputs, targets, [0f, 0f, -1f, 0f, 1f]));
        Assert.All(gradients.Values.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Weighted_training_allocates_nothing_after_the_first_call()
    {
        var model = new WeightedClassifier();
        var gradients = new WeightedClassifier.Gradients();
        float[] targets = OneHot([.. Enumerable.Range(0, Batch * Steps).Select(i => i % 3)], 3);
        float[] weights = Floats.Uniform(Batch * Steps, seed: 4).Select(Math.Abs).ToArray();
        model.Backpropagate(s_inputs, targets, weights, gradients);
        model.Evaluate(s_inputs, targets, weights);

        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Backpropagate(s_inputs, targets, weights, gradients);
        model.Evaluate(s_inputs, targets, weights);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] OneHot(int[] classes, int count) =>
        [.. classes.SelectMany(c => Enumerable.Range(0, count).Select(k => k == c ? 1f : 0f))];
}
