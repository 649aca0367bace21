using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>A tensor of a golden file, row-major.</summary>
internal sealed record GoldenTensor(int[] Shape, double[] Data)
{
    /// <summary>The values as a model takes them.</summary>
    public float[] Floats => [.. Data.Select(value => (float)value)];
}

/// <summary>The declaration behind a golden file, and the seed of the masks where it is of dropout.</summary>
internal sealed record GoldenSpec(
    int Input, int Hidden, int Steps, int Batch, int Output, string Returns, string Loss, int Layers, bool Bidirectional, bool Initial, int Projection = 0, ulong? DropoutSeed = null);

/// <summary>What PyTorch computed of one declaration, by its own cells or its autograd of others; Goldens/SOURCE.md has the whole story.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Parameters">By name, in PyTorch's order.</param>
/// <param name="Input">[batch, steps, input].</param>
/// <param name="Hidden">Outputs of the top layer at every step, [batch, steps, directions * hidden]; hidden is the width of the projection where there is one.</param>
/// <param name="FinalHidden">[layers * directions, batch, hidden].</param>
/// <param name="FinalCell">[layers * directions, batch, hidden]; null where the cell has no cell state.</param>
/// <param name="Output">[batch, output] or [batch, steps, output]; logits under cross-entropy.</param>
/// <param name="Target">In the shape of the output; under cross-entropy indices of classes, one dimension less.</param>
/// <param name="Loss">The mean.</param>
/// <param name="Gradients">Of the loss, by the parameters' names.</param>
/// <param name="InputGradient">Of the loss by the inputs.</param>
/// <param name="InitialHidden">[layers * directions, batch, hidden]; null where the states begin at zero.</param>
/// <param name="InitialCell">[layers * directions, batch, hidden]; null where the cell has no cell state, or the states begin at zero.</param>
/// <param name="InitialHiddenGradient">Of the loss.</param>
/// <param name="InitialCellGradient">Of the loss.</param>
internal sealed record Golden(
    GoldenSpec Spec,
    Dictionary<string, GoldenTensor> Parameters,
    GoldenTensor Input,
    GoldenTensor Hidden,
    [property: JsonPropertyName("h_n")] GoldenTensor FinalHidden,
    [property: JsonPropertyName("c_n")] GoldenTensor? FinalCell,
    GoldenTensor Output,
    GoldenTensor Target,
    double Loss,
    Dictionary<string, GoldenTensor> Gradients,
    GoldenTensor InputGradient,
    [property: JsonPropertyName("h0")] GoldenTensor? InitialHidden,
    [property: JsonPropertyName("c0")] GoldenTensor? InitialCell,
    [property: JsonPropertyName("h0_gradient")] GoldenTensor? InitialHiddenGradient,
    [property: JsonPropertyName("c0_gradient")] GoldenTensor? InitialCellGradient)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Dictionary<string, string> s_files = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Goldens"), "*.json", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The names of the files of plain declarations; those of dropout and of learned states have tests of their own.</summary>
    public static IEnumerable<string> Names => [.. NamesIn("torch"), .. NamesIn("reimplemented")];

    /// <summary>Width of a hidden state.</summary>
    public int HiddenWidth => FinalHidden.Shape[^1];

    /// <summary>Width of an output vector.</summary>
    public int OutputSize => Output.Shape[^1];

    /// <summary>Whether outputs are logits and targets classes.</summary>
    public bool IsOfClasses => Spec.Loss == "cross_entropy";

    /// <summary>The outputs as a model gives them: softmax probabilities of classes.</summary>
    public double[] Outputs => IsOfClasses ? [.. Output.Data.Chunk(OutputSize).SelectMany(Softmax)] : Output.Data;

    /// <summary>The targets as a model takes them: one-hot vectors of classes.</summary>
    public float[] Targets => IsOfClasses ? [.. Target.Data.SelectMany(OneHot)] : Target.Floats;

    /// <summary>The names of the files of a folder.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        s_files.Where(file => Path.GetFileName(Path.GetDirectoryName(file.Value)) == folder).Select(file => file.Key);

    /// <summary>Reads a file.</summary>
    public static Golden Read(string name)
    {
        using FileStream file = File.OpenRead(s_files[name]);
        return JsonSerializer.Deserialize<Golden>(file, s_options)!;
    }

    /// <summary>Sets the parameters of a model to those of the file.</summary>
    public void GiveParametersTo(ITestModel model)
    {
        foreach ((string name, GoldenTensor tensor) in Parameters)
            model.Parameters[name].CopyFrom(tensor.Floats);
    }

    private IEnumerable<float> OneHot(double target) => Enumerable.Range(0, OutputSize).Select(index => index == (int)target ? 1f : 0f);

    private static IEnumerable<double> Softmax(double[] logits)
    {
        double largest = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - largest));
        return logits.Select(logit => Math.Exp(logit - largest) / sum);
    }
}
