using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Conformance.Tests.Models;
using Xunit;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>The expectations of Keras 3's own tests of its recurrent layers.</summary>
public sealed class KerasTests
{
    /// <summary>Or, of the one case whose numbers have four decimals, what their rounding may hide.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Every argument that the cases state; those of no consequence here say how Keras computes, not what.</summary>
    private static readonly string[] s_arguments =
    [
        "kernel_initializer", "recurrent_initializer", "bias_initializer", "unit_forget_bias", "use_bias", "reset_after", "units",
        "return_sequences", "return_state", "go_backwards", "stateful", "zero_output_for_mask", "unroll", "implementation",
    ];

    private static readonly DeclaredModels s_models =
        new(KerasCase.All.Select(KerasBatch.DeclarationOf).Concat(OfOneDirection.Select(KerasModel.DeclarationOf)));

    public static TheoryData<int, string> Streamed => Theory(OfOneDirection);

    public static TheoryData<int, string> Predicted => Theory(KerasCase.All);

    private static IEnumerable<KerasCase> OfOneDirection => KerasCase.All.Where(golden => golden.Backward is null);

    [Theory]
    [MemberData(nameof(Streamed))]
    public void Steps_give_what_Keras_expects(int index, string test)
    {
        KerasCase golden = KerasCase.All[index];
        Assert.Equal(golden.Test, test);
        Close.To(golden.Expected, new KerasModel(golden, s_models).Stream(), Math.Max(Tolerance, golden.Rounding));
    }

    [Theory]
    [MemberData(nameof(Predicted))]
    public void Sequences_give_what_Keras_expects(int index, string test)
    {
        KerasCase golden = KerasCase.All[index];
        Assert.Equal(golden.Test, test);
        Close.To(golden.Expected, new KerasBatch(golden, s_models).Run(), Math.Max(Tolerance, golden.Rounding));
    }

    [Fact]
    public void Every_argument_of_the_cases_is_understood()
    {
        Assert.Equal(57, KerasCase.All.Count);
        Assert.Empty(KerasCase.All.SelectMany(golden => golden.Layers.Append(golden.Backward ?? golden.Layer)).SelectMany(layer => layer.Names).Except(s_arguments));
    }

    private static TheoryData<int, string> Theory(IEnumerable<KerasCase> cases)
    {
        var data = new TheoryData<int, string>();
        foreach (KerasCase golden in cases)
            data.Add(KerasCase.All.ToList().IndexOf(golden), golden.Test);
        return data;
    }
}
