using System;
using System.IO;
using System.Text;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class DamagedWeightsTests
{
    private static readonly byte[] s_good = SafetensorsFile.Of(new TinyRnn(1).Parameters);

    private static byte[] Replace(string from, string to)
    {
        // Latin-1 keeps every byte; both strings are of one length, so that the header's length stays true.
        Assert.Equal(from.Length, to.Length);
        string text = Encoding.Latin1.GetString(s_good);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_does_not_fit_is_named_in_one_message()
    {
        const string header = """
            {"weight_ih_l0":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
             "weight_hh_l0":{"dtype":"F32","shape":[3,3],"data_offsets":[24,60]},
             "bias_ih_l0":{"dtype":"I32","shape":[3],"data_offsets":[60,72]},
             "head.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[72,84]},
             "head.bias":{"dtype":"F32","shape":[1],"data_offsets":[84,88]},
             "weight_ih_l1":{"dtype":"F32","shape":[3,3],"data_offsets":[88,124]}}
            """;

        var model = new TinyRnn(1);
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, SafetensorsFile.Join(header, 124));
        var error = Assert.Throws<WeightsFormatException>(() => model.Parameters.Load(path));
        File.Delete(path);

        Assert.Equal(
            [
                "mis-shaped: weight_ih_l0 [2, 3], must be weight_ih_l0 [3, 2]",
                "wrong element type: bias_ih_l0 is I32, must be F32, F64, F16 or BF16",
                "missing: bias_hh_l0 [3]",
                "left over: weight_ih_l1 [3, 3]",
            ],
            error.Problems);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.All(error.Problems, problem => Assert.Contains(problem, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "does not start with '{'")]
    [InlineData("[1, 2]", "does not start with '{'")]
    [InlineData("{", "is not JSON")]
    [InlineData("{}}", "is not JSON")]
    [InlineData("{\"a\":1}", "a has no valid dtype, shape and data_offsets")]
    [InlineData("{\"a\":{\"dtype\":1,\"shape\":[],\"data_offsets\":[0,0]}}", "a has no valid dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}", "a has no valid dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,0]}}", "a has no valid dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", "a has no valid dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "a has no valid dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e30]}}", "a has no valid dtype")]
    [InlineData("{\"\\ud800\":{}}", "is not JSON")]
    [InlineData("{\"__metadata__\":3}", "__metadata__ is not an object of strings")]
    [InlineData("{\"__metadata__\":{\"a\":3}}", "__metadata__ is not an object of strings")]
    public void Headers_that_are_malformed(string header, string problem) =>
        Assert.Contains(SafetensorsFile.ProblemsOf(SafetensorsFile.Join(header, 0)), p => p.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData(ulong.MaxValue, "more than the 100000000 allowed")]
    [InlineData(100_000_001, "more than the 100000000 allowed")]
    [InlineData(99_999_999, "but only")]
    [InlineData(0, "does not start with '{'")]
    public void Header_lengths_out_of_bounds(ulong length, string problem)
    {
        byte[] file = (byte[])s_good.Clone();
        BitConverter.TryWriteBytes(file, length);
        Assert.Contains(problem, Assert.Single(SafetensorsFile.ProblemsOf(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_appears_twice() =>
        Assert.Contains("bias_ih_l0 appears twice", SafetensorsFile.ProblemsOf(Replace("bias_hh_l0", "bias_ih_l0")));

    [Fact]
    public void Tensors_that_overlap() =>
        Assert.Contains(SafetensorsFile.ProblemsOf(Replace("[24,60]", "[23,59]")), p => p.Contains("where another tensor lies", StringComparison.Ordinal));

    [Fact]
    public void Bytes_that_belong_to_no_tensor() =>
        Assert.Contains(SafetensorsFile.ProblemsOf(Replace("[24,60]", "[25,60]")), p => p.Contains("belong to no tensor", StringComparison.Ordinal));

    [Fact]
    public void A_range_that_is_not_the_shapes() =>
        Assert.Contains("bias_ih_l0 has 12 bytes, but F64 bias_ih_l0 [3] needs 24", SafetensorsFile.ProblemsOf(Replace("bias_ih_l0\":{\"dtype\":\"F32\"", "bias_ih_l0\":{\"dtype\":\"F64\"")));

    [Fact]
    public void Data_that_is_too_long() =>
        Assert.Contains("too long", Assert.Single(SafetensorsFile.ProblemsOf([.. s_good, 0])), StringComparison.Ordinal);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite(float value)
    {
        byte[] file = (byte[])s_good.Clone();
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), value);
        Assert.Equal([$"head.bias [1] holds {value}"], SafetensorsFile.ProblemsOf(file));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_the_model_stays_as_it_was()
    {
        for (int length = 0; length < s_good.Length; length++)
            Assert.NotEmpty(SafetensorsFile.ProblemsOf(s_good[..length]));
    }

    [Fact]
    public void A_byte_changed_anywhere_is_refused_or_gives_finite_values()
    {
        var random = new Xoshiro256(11);
        var model = new TinyRnn(3);
        int refused = 0;
        for (int round = 0; round < 5000; round++)
        {
            byte[] file = (byte[])s_good.Clone();
            for (int changes = 1 + random.NextInt(3); changes > 0; changes--)
                file[random.NextInt(file.Length)] ^= (byte)(1 + random.NextInt(255));

            float[] before = model.Parameters.Values.ToArray();
            if (TryLoad(model, file))
            {
                Assert.Null(model.Parameters.FindNonFinite());
                continue;
            }

            refused++;
            Assert.Equal(before, model.Parameters.Values);
        }

        Assert.InRange(refused, 1000, 4999);
    }

    private static bool TryLoad(TinyRnn model, byte[] file)
    {
        try
        {
            model.Parameters.Load(new MemoryStream(file));
            return true;
        }
        catch (WeightsFormatException)
        {
            return false;
        }
    }
}
