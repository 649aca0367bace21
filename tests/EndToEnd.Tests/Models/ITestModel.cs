using System;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>What the tests do with a declared model whatever its type: everything that the generator gives it.</summary>
internal interface ITestModel : IRnnModel
{
    float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients);

    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    Gradients NewGradients();

    /// <summary>A stream that starts at the zero state.</summary>
    Stream OpenStream();
}

/// <summary>What a declaration in these tests implements; the generated members do nearly all of it.</summary>
internal interface ITestModel<TSelf> : ITestModel, IRnnModel<TSelf>
    where TSelf : class, ITestModel<TSelf>
{
    float ITestModel.Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients) =>
        ((IRnnModel<TSelf>)this).Backpropagate(inputs, targets, gradients);

    float ITestModel.Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => ((IRnnModel<TSelf>)this).Evaluate(inputs, targets);

    Gradients ITestModel.NewGradients() => TSelf.CreateGradients();
}
