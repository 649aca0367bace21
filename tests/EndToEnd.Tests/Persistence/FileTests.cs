using System;
using System.IO;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Persistence;

/// <summary>A generated model through files: the same bits come back, and what does not fit is refused in one message and changes nothing.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-").FullName;

    private string Saved => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_loaded_model_is_the_one_that_was_saved()
    {
        var saved = new LstmSequence(seed: 7);
        var sequences = new Sequences(saved, 4, seed: 1);
        saved.Save(Saved);

        LstmSequence loaded = LstmSequence.Load(Saved);

        Assert.Equal(Floats.Bits(saved.Parameters.Values), Floats.Bits(loaded.Parameters.Values));
        Assert.Equal(Results.OfPredict(saved, sequences), Results.OfPredict(loaded, sequences));
        Assert.Equal(Results.OfTraining(saved, sequences), Results.OfTraining(loaded, sequences));
        Assert.Equal([Saved], Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Everything_that_does_not_fit_is_said_at_once()
    {
        new GruWithoutHead().Save(Saved);

        CheckRefused(
            "mis-shaped: weight_ih_l0 [21, 3]",
            "mis-shaped: weight_hh_l0 [21, 7]",
            "mis-shaped: bias_ih_l0 [21]",
            "mis-shaped: bias_hh_l0 [21]",
            "missing: head.weight [2, 7]",
            "missing: head.bias [2]");
    }

    [Fact]
    public void What_is_left_over_is_refused_too()
    {
        new LstmI3H7T5Last().Save(Saved);

        WeightsFormatException error = Assert.Throws<WeightsFormatException>(() => LstmWithoutBias.Load(Saved));

        Assert.Equal(2, error.Problems.Count);
        Assert.Contains("left over: bias_ih_l0", error.Message, StringComparison.Ordinal);
        Assert.Contains("left over: bias_hh_l0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_refused() => CheckDamaged(bytes => bytes[..^5], "truncated");

    [Fact]
    public void A_file_that_goes_on_after_its_end_is_refused() => CheckDamaged(bytes => [.. bytes, 0, 0, 0, 0], "too long");

    [Fact]
    public void An_empty_file_is_refused() => CheckDamaged(_ => [], "first eight bytes");

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing() => Assert.Throws<FileNotFoundException>(() => LstmSequence.Load(Saved));

    [Fact]
    public void Weights_that_are_not_finite_are_not_saved()
    {
        var model = new LstmSequence();
        model.Save(Saved);
        byte[] before = File.ReadAllBytes(Saved);
        model.Parameters["head.bias"].CopyFrom([0, float.NaN]);

        Assert.Throws<InvalidOperationException>(() => model.Save(Saved));

        Assert.Equal(before, File.ReadAllBytes(Saved));
    }

    private void CheckDamaged(Func<byte[], byte[]> damage, string problem)
    {
        new LstmSequence().Save(Saved);
        File.WriteAllBytes(Saved, damage(File.ReadAllBytes(Saved)));

        CheckRefused(problem);
    }

    /// <summary>Both ways of loading throw one exception that names the file and lists these problems, and no more; the model stays as it was.</summary>
    private void CheckRefused(params string[] problems)
    {
        var model = new LstmSequence(seed: 3);
        var sequences = new Sequences(model, 4, seed: 1);
        float[] parameters = model.Parameters.Values.ToArray();
        int[] predicted = Results.OfPredict(model, sequences);

        var error = Assert.Throws<WeightsFormatException>(() => model.Parameters.Load(Saved));

        Assert.Equal(problems.Length, error.Problems.Count);
        Assert.All(problems, problem => Assert.Single(error.Problems, said => said.Contains(problem, StringComparison.Ordinal)));
        Assert.Contains(Saved, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<WeightsFormatException>(() => LstmSequence.Load(Saved)).Message);
        Assert.Equal(parameters, model.Parameters.Values.ToArray());
        Assert.Equal(predicted, Results.OfPredict(model, sequences));
    }
}
