using System;
using System.Numerics;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class OptimizerTests
{
    public static TheoryData<Optimizer> Every() =>
        [new Sgd { Momentum = 0.9, Nesterov = true }, new RmsProp { Momentum = 0.5, Centered = true }, new Adam(), new AdamW()];

    [Theory]
    [MemberData(nameof(OptimizerGoldens.CaseNumbers), MemberType = typeof(OptimizerGoldens))]
    public void Steps_are_those_of_torch_optim(int number)
    {
        OptimizerGoldens goldens = OptimizerGoldens.All;
        OptimizerGoldens.Case golden = goldens.Cases[number];
        Optimizer optimizer = golden.Create();
        float[] parameters = (float[])goldens.Start.Clone();
        for (int step = 0; step < golden.Parameters.Length; step++)
        {
            if (step == goldens.HalveRateBeforeStep)
                optimizer.LearningRate *= 0.5f;
            optimizer.Step(parameters, goldens.Gradients[step]);
            for (int i = 0; i < parameters.Length; i++)
            {
                float expected = golden.Parameters[step][i];
                Assert.True(
                    Math.Abs(parameters[i] - expected) <= 4e-6f * Math.Max(1, Math.Abs(expected)),
                    $"{golden.Optimizer} {number}, step {step}, element {i}: {parameters[i]} instead of {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerGoldens.CaseNumbers), MemberType = typeof(OptimizerGoldens))]
    public void Elements_are_treated_alike_wherever_they_lie(int number)
    {
        OptimizerGoldens goldens = OptimizerGoldens.All;
        int length = goldens.Start.Length;
        Optimizer together = goldens.Cases[number].Create();
        float[] all = (float[])goldens.Start.Clone();
        float[] alone = (float[])goldens.Start.Clone();
        foreach (float[] gradients in goldens.Gradients)
            together.Step(all, gradients);

        for (int i = 0; i < length; i++)
        {
            Optimizer single = goldens.Cases[number].Create();
            foreach (float[] gradients in goldens.Gradients)
                single.Step(alone.AsSpan(i, 1), gradients.AsSpan(i, 1));
        }

        Assert.Equal(all, alone);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Steps_after_the_first_allocate_nothing(Optimizer optimizer)
    {
        var model = new TinyRnn(1);
        Gradients gradients = TinyRnn.CreateGradients();
        gradients.Accumulator.Fill(0.1f);
        optimizer.Step(model, gradients);

        long before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step(model, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_reset_forgets_all_steps(Optimizer optimizer)
    {
        float[] first = [1, 2, 3];
        float[] second = [1, 2, 3];
        optimizer.Step(first, [1, -1, 2]);
        optimizer.Reset();
        optimizer.Step(second, [1, -1, 2]);

        Assert.Equal(first, second);
        Assert.Equal(1, optimizer.StepCount);
        optimizer.Reset();
        optimizer.Step(new float[5], new float[5]);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Lengths_that_differ_are_refused_before_anything_changes(Optimizer optimizer)
    {
        float[] parameters = [1, 2, 3];
        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, new float[2]));
        optimizer.Step(new float[4], new float[4]);
        Assert.Throws<ArgumentException>("parameters", () => optimizer.Step(parameters, [1, 1, 1]));

        Assert.Equal([1, 2, 3], parameters);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void A_step_is_seen_by_the_models_next_prediction()
    {
        var model = new TinyRnn(1);
        float[] before = new float[1];
        float[] after = new float[1];
        model.Predict(new float[8], before);
        Gradients gradients = TinyRnn.CreateGradients();
        gradients["head.bias"].CopyFrom([1]);
        new Sgd { LearningRate = 0.5f }.Step(model, gradients);
        model.Predict(new float[8], after);

        Assert.Equal(before[0] - 0.5f, after[0], 1e-6f);
    }

    [Fact]
    public void Gradients_of_another_model_are_refused() =>
        Assert.Throws<ArgumentException>("gradients", () => new Sgd().Step(new TinyRnn(), new OtherGradients()));

    [Fact]
    public void Hyperparameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Sgd { LearningRate = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("LearningRate", () => new Adam { LearningRate = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Momentum", () => new Sgd { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("Beta2", () => new Adam { Beta2 = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("WeightDecay", () => new AdamW { WeightDecay = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>("Alpha", () => new RmsProp { Alpha = double.NaN });
    }

    [Fact]
    public void A_rule_of_ones_own_is_one_method()
    {
        float[] parameters = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
        float[] gradients = [-1, 2, -3, 4, -5, 6, -7, 8, -9, 10, -11, 12, -13, 14, -15, 16, -17];
        new SignDescent().Step(parameters, gradients);

        Assert.Equal([2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15, 18], parameters);
    }

    private sealed class OtherGradients() : Gradients(new ParameterLayout(new ParameterInfo("w", ParameterRole.InputWeight, 1, 1, "", 1)));

    private sealed class SignDescent() : Optimizer(1)
    {
        protected override int StateCount => 0;

        protected override void Update(Span<Vector<float>> parameters, ReadOnlySpan<Vector<float>> gradients, int first)
        {
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= Vector.CopySign(new Vector<float>(LearningRate), gradients[i]);
        }
    }
}
