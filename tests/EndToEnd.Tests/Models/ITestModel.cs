using System;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>What the tests do with a declared model whatever its type: everything that the generator gives it.</summary>
internal interface ITestModel : IRnnModel
{
    float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients);

    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients, in BatchContext context);

    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, in BatchContext context);

    States NewStates(int batch);

    Gradients NewGradients();

    /// <summary>Whether sequences can be streamed step by step.</summary>
    bool HasStream => true;

    /// <summary>A stream that starts at the zero state.</summary>
    Stream OpenStream();
}

/// <summary>What a declaration in these tests implements; the generated members do nearly all of it.</summary>
internal interface ITestModel<TSelf> : ITestModel, IRnnModel<TSelf>
    where TSelf : class, ITestModel<TSelf>
{
    float ITestModel.Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients) =>
        ((IRnnModel<TSelf>)this).Backpropagate(inputs, targets, gradients);

    float ITestModel.Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) =>
        ((IRnnModel<TSelf>)this).Evaluate(inputs, targets);

    float ITestModel.Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients, in BatchContext context) =>
        ((IRnnModel<TSelf>)this).Backpropagate(inputs, targets, gradients, context);

    float ITestModel.Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, in BatchContext context) =>
        ((IRnnModel<TSelf>)this).Evaluate(inputs, targets, context);

    States ITestModel.NewStates(int batch) => TSelf.CreateStates(batch);

    Gradients ITestModel.NewGradients() => TSelf.CreateGradients();

    bool ITestModel.HasStream => typeof(TSelf).GetMethod("Step") is not null;

    Stream ITestModel.OpenStream() => throw new NotSupportedException($"{typeof(TSelf).Name} has no Step, or does not say how to read its state.");
}
