using System;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>From the attribute to the specification.</summary>
public sealed class SpecReaderTests
{
    private static readonly PropertyInfo[] s_properties =
        typeof(RnnAttribute).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);

    [Fact]
    public void Every_argument_is_read()
    {
        RnnSpec? spec = Resolve(
            "Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Elman, Activation = Activation.Relu, Bias = false, Output = 2, "
            + "OutputActivation = Activation.Tanh, Returns = Returns.Sequence, Loss = Loss.MeanSquaredError, Unroll = Unroll.Steps");

        var expected = new RnnSpec
        {
            Host = new HostType("My.App", new EquatableArray<string>(["partial class Outer"]), "Net", FileNames.Of("My.App.Outer.Net")),
            Input = 3,
            Hidden = 7,
            Steps = 5,
            Cell = Cell.Elman,
            Activation = Activation.Relu,
            Bias = false,
            Output = 2,
            OutputActivation = Activation.Tanh,
            Returns = Returns.Sequence,
            Loss = Loss.MeanSquaredError,
            Unroll = Unroll.Steps,
        };
        Assert.Equal(expected, spec);
    }

    [Fact]
    public void Every_option_of_a_cell_is_read()
    {
        RnnSpec lstm = Resolve("Input = 3, Hidden = 7, Steps = 5, Peepholes = Peepholes.Full, CoupledGates = true, Projection = 4, SingleBias = true")!;
        RnnSpec gru = Resolve("Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru, ResetAfter = false")!;

        Assert.Equal((Peepholes.Full, true, 4, true), (lstm.Peepholes, lstm.CoupledGates, lstm.Projection, lstm.SingleBias));
        Assert.False(gru.ResetAfter);
    }

    [Fact]
    public void Every_option_of_layers_and_sequences_is_read()
    {
        RnnSpec layers = Resolve("Input = 3, Steps = 5, HiddenSizes = new[] { 7, 9 }, Bidirectional = true, Merge = Merge.Sum, VariableLength = true, RepeatLastOutput = true, Returns = Returns.Sequence")!;
        RnnSpec reversed = Resolve("Input = 3, Hidden = 7, Steps = 5, Layers = 3, Reverse = true, Residual = true, Dropout = 0.25f, RecurrentDropout = 0.75f, LearnedInitialState = true")!;

        Assert.Equal((2, 9, true, Merge.Sum, true, true), (layers.Layers, layers.Hidden, layers.Bidirectional, layers.Merge, layers.VariableLength, layers.RepeatLastOutput));
        Assert.Equal([7, 9], layers.HiddenSizes);
        Assert.True(reversed.LearnedInitialState);
        Assert.Equal((3, true, true, 0.25f, 0.75f), (reversed.Layers, reversed.Reverse, reversed.Residual, reversed.Dropout, reversed.RecurrentDropout));
    }

    [Fact]
    public void Every_activation_is_read_with_its_parameters()
    {
        RnnSpec spec = Resolve(
            "Input = 3, Hidden = 7, Steps = 5, Output = 2, Clip = 2.5f, Activation = Activation.ScaledTanh, ActivationAlpha = 1.5f, ActivationBeta = 0.5f, "
            + "GateActivation = Activation.HardSigmoid, GateAlpha = 0.25f, GateBeta = 0.75f, StateActivation = Activation.HardTanh, StateAlpha = -2, "
            + "StateBeta = 2, OutputActivation = Activation.Affine, OutputAlpha = 3, OutputBeta = 4")!;

        Assert.Equal(2.5f, spec.Clip);
        Assert.Equal(new ActivationFunction(Activation.ScaledTanh, 1.5f, 0.5f), spec.Candidate);
        Assert.Equal(new ActivationFunction(Activation.HardSigmoid, 0.25f, 0.75f), spec.Gate);
        Assert.Equal(new ActivationFunction(Activation.HardTanh, -2, 2), spec.CellState);
        Assert.Equal(new ActivationFunction(Activation.Affine, 3, 4), spec.HeadActivation);
    }

    [Theory]
    [InlineData(Activation.LeakyRelu, 0.01f, 0f)]
    [InlineData(Activation.Elu, 1f, 0f)]
    [InlineData(Activation.HardSigmoid, 0.2f, 0.5f)]
    [InlineData(Activation.HardTanh, -1f, 1f)]
    [InlineData(Activation.Affine, 1f, 0f)]
    [InlineData(Activation.ScaledTanh, 1f, 1f)]
    [InlineData(Activation.ThresholdedRelu, 1f, 0f)]
    public void What_is_not_stated_of_an_activation_has_its_default(Activation activation, float alpha, float beta)
    {
        ActivationFunction function = Resolve($"Input = 3, Hidden = 7, Steps = 5, Activation = Activation.{activation}")!.Candidate;

        Assert.Equal((alpha, beta), (function.Alpha, function.Beta));
    }

    [Fact]
    public void What_is_not_stated_has_the_attributes_default()
    {
        RnnSpec spec = Resolve("Input = 3, Hidden = 7, Steps = 5")!;
        var attribute = new RnnAttribute { Input = 3, Hidden = 7, Steps = 5 };

        Assert.All(
            s_properties,
            property => Assert.Equal(property.GetValue(attribute), typeof(RnnSpec).GetProperty(property.Name)!.GetValue(spec)));
    }

    [Theory]
    [InlineData("Loss = Loss.CrossEntropy", Activation.Softmax)]
    [InlineData("Loss = Loss.CrossEntropy, OutputActivation = Activation.Softmax", Activation.Softmax)]
    [InlineData("Loss = Loss.BinaryCrossEntropy", Activation.Sigmoid)]
    [InlineData("Loss = Loss.MeanSquaredError, OutputActivation = Activation.Softmax", Activation.Softmax)]
    [InlineData("Loss = Loss.MeanSquaredError", Activation.Identity)]
    public void A_loss_sets_the_activation_it_implies(string arguments, Activation expected) =>
        Assert.Equal(expected, Resolve("Input = 3, Hidden = 7, Steps = 5, Output = 2, " + arguments)!.OutputActivation);

    [Fact]
    public void Constants_of_the_program_are_read_by_value()
    {
        RnnSpec spec = Resolve("Input = Size * 2, Hidden = 7 + 1, Steps = Size")!;

        Assert.Equal((6, 8, 3), (spec.Input, spec.Hidden, spec.Steps));
    }

    private static RnnSpec? Resolve(string arguments)
    {
        string outer = "public partial class Outer { const int Size = 3; [Rnn(" + arguments + ")] partial class Net; }";
        CSharpCompilation program = InMemoryCompilation.Program(["using Unrolled; namespace My.App; " + outer]);
        RnnDeclaration declaration = SpecReader.Read(program.GetTypeByMetadataName("My.App.Outer+Net")!, program, CancellationToken.None)
            ?? throw new InvalidOperationException("No declaration was found.");
        return SpecRules.Resolve(declaration);
    }
}
