using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Streams;

/// <summary>States of 7, 9 and 17 units are padded to whole vectors. The padding stays zero however long a stream runs, and decides nothing.</summary>
public sealed class PaddingTests
{
    private const int LongRun = 10_000;

    private static readonly Dictionary<string, Func<ITestModel>> s_models = new()
    {
        ["Elman of 7"] = () => new ElmanTanhI3H7T5Last(),
        ["Elman of 7 rectified"] = () => new ElmanReluI3H7T5Last(),
        ["Lstm of 7"] = () => new LstmI3H7T5Last(),
        ["Gru of 7"] = () => new GruI3H7T5Last(),
        ["Elman of 9"] = () => new ElmanStepByStep(),
        ["Lstm of 9"] = () => new LstmStepByStep(),
        ["Gru of 9"] = () => new GruStepByStep(),
        ["Elman of 17"] = () => new ElmanTanhI4H17T6Last(),
        ["Elman of 17 rectified"] = () => new ElmanReluI4H17T6Last(),
        ["Lstm of 17"] = () => new LstmI4H17T6Last(),
        ["Gru of 17"] = () => new GruI4H17T6Last(),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Padding_stays_zero_in_a_long_stream(string name)
    {
        ITestModel model = s_models[name]();
        Stream stream = model.OpenStream();

        Run(model, stream, LongRun);

        Assert.All(stream.Hidden.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Contains(stream.Hidden.ToArray(), value => value != 0);
        Assert.All(Padding(stream), value => Assert.Equal(0, BitConverter.SingleToInt32Bits(value)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_stream_goes_on_from_a_state_that_was_read_and_set(string name)
    {
        ITestModel model = s_models[name]();
        Stream stream = model.OpenStream();
        Run(model, stream, LongRun);
        Stream resumed = model.OpenStream();
        stream.Hidden.CopyTo(resumed.Hidden);
        stream.Cell.CopyTo(resumed.Cell);

        Assert.Equal(Run(model, stream, 100), Run(model, resumed, 100));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_stream_forgets_NaN_with_the_states_that_held_it(string name)
    {
        ITestModel model = s_models[name]();
        Stream stream = model.OpenStream();
        var nan = new float[model.InputSize];
        Array.Fill(nan, float.NaN);
        stream.Step(nan, new float[model.OutputSize]);
        Assert.All(stream.Hidden.ToArray(), value => Assert.True(float.IsNaN(value)));

        stream.Hidden.Clear();
        stream.Cell.Clear();

        Assert.Equal(Run(model, model.OpenStream(), 100), Run(model, stream, 100));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Predictions_are_the_same_after_a_long_run(string name)
    {
        ITestModel model = s_models[name]();
        var sequences = new Sequences(model, 5, seed: 1);
        int[] before = Results.OfPredict(model, sequences);

        Run(model, model.OpenStream(), LongRun);

        Assert.Equal(before, Results.OfPredict(model, sequences));
    }

    /// <summary>Advances a stream by inputs that drive it into saturation now and then, and returns the bits of the last output.</summary>
    private static int[] Run(ITestModel model, Stream stream, int steps)
    {
        float[] inputs = [.. Floats.Uniform(model.InputSize * 251, seed: steps).Select(value => 3 * value)];
        var output = new float[model.OutputSize];
        for (int step = 0; step < steps; step++)
        {
            Span<float> input = inputs.AsSpan(step % 251 * model.InputSize, model.InputSize);
            stream.Step(input, output);
        }

        return Floats.Bits(output);
    }

    private static float[] Padding(Stream stream)
    {
        ReadOnlySpan<float> memory = stream.Memory;
        Assert.True(memory.Overlaps(stream.Hidden, out int hidden));
        var used = Enumerable.Range(hidden, stream.Hidden.Length).ToHashSet();
        if (memory.Overlaps(stream.Cell, out int cell))
            used.UnionWith(Enumerable.Range(cell, stream.Cell.Length));

        Assert.Equal(stream.Hidden.Length + stream.Cell.Length, used.Count);
        Assert.True(memory.Length > used.Count);
        return [.. memory.ToArray().Where((_, index) => !used.Contains(index))];
    }
}
