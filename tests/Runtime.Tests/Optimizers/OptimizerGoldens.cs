using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Unrolled.Runtime.Tests;

/// <summary>What torch.optim's optimizers do: goldens/optimizers.json, made by goldens/make_goldens.py.</summary>
public sealed class OptimizerGoldens
{
    private static readonly OptimizerGoldens s_all = Read();

    public required float[] Start { get; init; }

    public required float[][] Gradients { get; init; }

    public required int HalveRateBeforeStep { get; init; }

    public required Case[] Cases { get; init; }

    public static OptimizerGoldens All => s_all;

    public static TheoryData<int> CaseNumbers()
    {
        var numbers = new TheoryData<int>();
        for (int i = 0; i < s_all.Cases.Length; i++)
            numbers.Add(i);
        return numbers;
    }

    private static OptimizerGoldens Read([CallerFilePath] string thisFile = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(thisFile)!, "goldens", "optimizers.json");
        return JsonSerializer.Deserialize<OptimizerGoldens>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }

    /// <summary>One optimizer with its options in torch.optim's names, and the parameters after each of its steps.</summary>
    public sealed record Case(string Optimizer, Dictionary<string, JsonElement> Options, float[][] Parameters)
    {
        public Optimizer Create()
        {
            Optimizer optimizer = Optimizer switch
            {
                "Sgd" => new Sgd { Momentum = Number("momentum", 0), Nesterov = Flag("nesterov"), WeightDecay = Number("weight_decay", 0) },
                "RmsProp" => new RmsProp
                {
                    Alpha = Number("alpha", 0.99),
                    Epsilon = Number("eps", 1e-8),
                    Momentum = Number("momentum", 0),
                    Centered = Flag("centered"),
                    WeightDecay = Number("weight_decay", 0),
                },
                "Adam" => new Adam
                {
                    Beta1 = Number("beta1", 0.9),
                    Beta2 = Number("beta2", 0.999),
                    Epsilon = Number("eps", 1e-8),
                    WeightDecay = Number("weight_decay", 0),
                },
                "AdamW" => new AdamW { Beta1 = Number("beta1", 0.9), Beta2 = Number("beta2", 0.999), WeightDecay = Number("weight_decay", 0.01) },
                _ => throw new InvalidDataException(Optimizer),
            };
            optimizer.LearningRate = (float)Number("lr", 0);
            return optimizer;
        }

        private double Number(string name, double missing) => Options.TryGetValue(name, out JsonElement value) ? value.GetDouble() : missing;

        private bool Flag(string name) => Options.TryGetValue(name, out JsonElement value) && value.GetBoolean();
    }
}
