using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Unrolled.Runtime.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled").FullName;

    private string FilePath => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_saved_is_loaded_bit_by_bit_and_predicts_alike()
    {
        var saved = new TinyRnn(1);
        var loaded = new TinyRnn(2);
        saved.Parameters.Save(FilePath);
        loaded.Parameters.Load(FilePath);

        Assert.Equal(saved.Parameters.Values, loaded.Parameters.Values);
        (float[] inputs, _) = Sequences.Random(3, seed: 1);
        float[] expected = new float[3];
        float[] actual = new float[3];
        saved.Predict(inputs, expected);
        loaded.Predict(inputs, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("reordered.safetensors")]
    [InlineData("mixed.safetensors")]
    public void Files_of_another_writer_are_loaded_whatever_their_order_and_element_types(string name)
    {
        ParameterList parameters = new TinyRnn().Parameters;
        parameters.Load(SafetensorsFile.Golden(name));

        for (int t = 0; t < parameters.Count; t++)
            Assert.Equal(Enumerable.Range(0, parameters[t].Length).Select(i => ((i + 1) / 8f) - t), parameters[t].Values.ToArray());
    }

    [Fact]
    public void Files_are_laid_out_as_the_format_says()
    {
        ParameterList parameters = new TinyRnn(1).Parameters;
        byte[] file = SafetensorsFile.Of(parameters);
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        ReadOnlySpan<byte> data = file.AsSpan(8 + headerLength);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));

        Assert.Equal(0, headerLength % 8);
        Assert.Equal((byte)'{', file[8]);
        Assert.Equal(parameters.Length * 4, data.Length);
        Assert.Equal("pt", header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString());
        Assert.Equal(["__metadata__", .. parameters.Select(p => p.Name)], header.RootElement.EnumerateObject().Select(p => p.Name));
        foreach (Parameter tensor in parameters)
        {
            JsonElement description = header.RootElement.GetProperty(tensor.Name);
            int[] range = description.GetProperty("data_offsets").Deserialize<int[]>()!;
            Assert.Equal("F32", description.GetProperty("dtype").GetString());
            Assert.Equal(tensor.Shape, description.GetProperty("shape").Deserialize<int[]>());
            Assert.Equal(tensor.Length * 4, range[1] - range[0]);
            for (int i = 0; i < tensor.Length; i++)
                Assert.Equal(tensor.Values[i], BitConverter.ToSingle(data[(range[0] + (4 * i))..]));
        }
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_loaded()
    {
        ParameterList saved = new TinyRnn(1).Parameters;
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionMode.Compress, leaveOpen: true))
            saved.Save(deflate);
        compressed.Position = 0;

        ParameterList loaded = new TinyRnn(2).Parameters;
        using (var inflate = new DeflateStream(compressed, CompressionMode.Decompress))
            loaded.Load(inflate);
        Assert.Equal(saved.Values, loaded.Values);
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_else_behind()
    {
        File.WriteAllText(FilePath, "something longer that was there before the weights were saved, which must not shine through at the end of the file");
        ParameterList parameters = new TinyRnn(1).Parameters;
        parameters.Save(FilePath);

        Assert.Equal(SafetensorsFile.Of(parameters), File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_diverged_model_is_not_saved_over_a_good_file()
    {
        ParameterList parameters = new TinyRnn(1).Parameters;
        parameters.Save(FilePath);
        byte[] good = File.ReadAllBytes(FilePath);
        parameters["bias_hh_l0"].CopyFrom([0, float.NegativeInfinity, 0]);

        var error = Assert.Throws<InvalidOperationException>(() => parameters.Save(FilePath));
        Assert.Contains("bias_hh_l0 [3] holds -Infinity", error.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_save_that_fails_on_the_way_leaves_no_trace()
    {
        File.WriteAllText(FilePath, "before");
        Assert.Throws<IOException>(() => AtomicFile.Write(FilePath, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal("before", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_FileNotFoundException() =>
        Assert.Throws<FileNotFoundException>(() => new TinyRnn().Parameters.Load(FilePath));
}
