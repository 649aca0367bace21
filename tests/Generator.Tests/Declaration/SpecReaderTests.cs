using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>From the attribute to the specification.</summary>
public sealed class SpecReaderTests
{
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
        Assert.All(
            typeof(RnnAttribute).GetProperties().Where(property => property.DeclaringType == typeof(RnnAttribute)),
            property => Assert.NotNull(typeof(RnnSpec).GetProperty(property.Name)));
    }

    [Fact]
    public void What_is_not_stated_has_the_attributes_default()
    {
        RnnSpec spec = Resolve("Input = 3, Hidden = 7, Steps = 5")!;
        var attribute = new RnnAttribute();

        Assert.Equal(
            (attribute.Cell, attribute.Activation, attribute.Bias, attribute.Output, attribute.OutputActivation, attribute.Returns, attribute.Loss, attribute.Unroll),
            (spec.Cell, spec.Activation, spec.Bias, spec.Output, spec.OutputActivation, spec.Returns, spec.Loss, spec.Unroll));
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
    public void Constants_of_the_program_are_read_by_value() =>
        Assert.Equal((6, 8), (Resolve("Input = Size * 2, Hidden = 7 + 1, Steps = Size")!.Input, Resolve("Input = 1, Hidden = 7 + 1, Steps = Size")!.Hidden));

    private static RnnSpec? Resolve(string arguments)
    {
        CSharpCompilation program = InMemoryCompilation.Program(
        [
            "using Unrolled; namespace My.App; public partial class Outer { const int Size = 3; [Rnn(" + arguments + ")] partial class Net; }",
        ]);
        RnnDeclaration declaration = SpecReader.Read(program.GetTypeByMetadataName("My.App.Outer+Net")!, program, CancellationToken.None)
            ?? throw new InvalidOperationException("No declaration was found.");
        return SpecRules.Resolve(declaration);
    }
}
