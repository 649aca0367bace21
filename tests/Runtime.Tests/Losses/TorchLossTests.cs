using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Unrolled.Runtime.Tests.Losses;

/// <summary>Losses and adjoints against PyTorch's, computed in double by make_torch_losses.py.</summary>
public class TorchLossTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, s_cases.Length)];

    private static readonly JsonSerializerOptions s_json = new() { PropertyNameCaseInsensitive = true };

    private static readonly TorchLoss[] s_cases = JsonSerializer.Deserialize<TorchLoss[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Losses", "torch_losses.json")), s_json)!;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_and_adjoint_are_PyTorchs(int index)
    {
        TorchLoss golden = s_cases[index];
        var adjoint = new float[golden.Outputs.Length];

        // Of probabilities PyTorch's mean is over rows, class weights or not: ours is over the weights of the targets, in this ratio to it.
        double terms = golden.Name == "Huber" ? golden.Outputs.Length
            : golden.Weights.Length > 0 && golden.Indices ? Unrolled.Losses.WeightOfClasses(golden.Targets, golden.Weights)
            : golden.Rows;
        double loss = Sum(golden, adjoint, (float)(1 / terms)) / terms;

        Assert.Equal(golden.Loss, loss, 1e-13);
        Assert.All(golden.Gradient.Zip(adjoint), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void Cases_are_of_every_option()
    {
        Assert.Equal(3, s_cases.Count(golden => golden.Name == "Huber"));
        Assert.Equal(8, s_cases.Where(golden => golden.Name == "CrossEntropy").Select(c => (c.Smoothing > 0, c.Weights.Length > 0, c.Indices)).Distinct().Count());
    }

    private static double Sum(TorchLoss golden, float[] adjoint, float scale) => golden.Name == "Huber"
        ? Unrolled.Losses.Huber(golden.Outputs, golden.Targets, adjoint, golden.Delta, scale)
        : Unrolled.Losses.CrossEntropy(golden.Outputs, golden.Targets, adjoint, golden.Width, new(golden.Smoothing, golden.Weights), scale);

    private sealed record TorchLoss(
        string Name, int Rows, int Width, float[] Outputs, float[] Targets, double Loss, double[] Gradient)
    {
        public float Delta { get; init; }

        public float Smoothing { get; init; }

        public float[] Weights { get; init; } = [];

        public bool Indices { get; init; }
    }
}
