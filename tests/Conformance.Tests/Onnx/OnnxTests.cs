using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Conformance.Tests.Models;
using Xunit;

namespace Unrolled.Conformance.Tests.Onnx;

/// <summary>ONNX's node tests of its recurrent operators.</summary>
public sealed class OnnxTests
{
    private const double Tolerance = 1e-5;

    private static readonly DeclaredModels s_models = new(OnnxCase.All.Values.Select(golden => OnnxModel.DeclarationOf(golden)));

    public static TheoryData<string> Streamed => [.. OnnxCase.All.Keys];

    public static TheoryData<string> Predicted => [.. OnnxCase.All.Keys.Where(name => !OnnxCase.All[name].Inputs.ContainsKey("initial_h"))];

    [Theory]
    [MemberData(nameof(Streamed))]
    public void Steps_give_what_ONNX_expects(string name) => Check(name, model => model.Stream());

    [Theory]
    [MemberData(nameof(Predicted))]
    public void Sequences_give_what_ONNX_expects(string name) => Check(name, model => model.Predict());

    private static void Check(string name, Func<OnnxModel, IReadOnlyDictionary<string, float[]>> run)
    {
        OnnxCase golden = OnnxCase.All[name];
        IReadOnlyDictionary<string, float[]> outputs = run(new OnnxModel(golden, s_models));
        Assert.All(golden.Outputs.Values, expected => Close.To(expected.Values.Select(v => (double)v), outputs[expected.Name], Tolerance));
    }

    [Fact]
    public void The_cases_state_nothing_that_is_not_understood()
    {
        Assert.Equal(12, OnnxCase.All.Count);
        Assert.Empty(OnnxCase.All.Values.SelectMany(golden => golden.Attributes.Keys).Except(["hidden_size", "layout"]));
        Assert.Empty(OnnxCase.All.Values.SelectMany(golden => golden.Inputs.Keys).Except(["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]));
        Assert.Empty(OnnxCase.All.Values.SelectMany(golden => golden.Outputs.Keys).Except(["Y", "Y_h"]));
    }
}
