using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Surroundings;

/// <summary>
/// The same declaration in surroundings that could lead generated code astray, as they would compile or not: all give the bits of the one
/// that stands in quiet surroundings.
/// </summary>
public sealed class SurroundingsTests
{
    [Fact]
    public void A_program_may_have_types_and_namespaces_of_the_names_that_generated_code_uses()
    {
        Check<Hostile.Forecaster>();
        Check<Hostile.Unrolled.Deeper.Forecaster>();
        Check<Hostile.System.Deeper.Forecaster>();
    }

    [Fact]
    public void A_class_may_have_members_of_the_names_that_generated_code_uses() => Check<HostileMembers.Forecaster>();

    [Fact]
    public void A_class_may_be_named_by_a_keyword_and_stand_in_any_type()
    {
        Check<Hosts.@class.@namespace.@event>();
        Check<Hosts.@class.@namespace.@field>();
        Check<Hosts.@class.@namespace.@static.Struct.Record.IInterface.@new>();
    }

    [Fact]
    public void A_cell_may_be_named_without_its_enum() => Check<CellWithoutItsEnum.Forecaster>();

    private static void Check<TModel>()
        where TModel : class, IRnnModel<TModel>
    {
        var plain = new LstmI3H7T5Last(seed: 1);
        TModel model = TModel.Create(1);
        var sequences = new Sequences(plain, 4, seed: 1);
        Gradients expected = new LstmI3H7T5Last.Gradients();
        Gradients gradients = TModel.CreateGradients();

        float expectedLoss = plain.Backpropagate(sequences.Inputs, sequences.Targets, expected);
        float loss = model.Backpropagate(sequences.Inputs, sequences.Targets, gradients);

        Assert.Equal(Results.OfPredict(plain, sequences), Results.OfPredict(model, sequences));
        Assert.Equal(expectedLoss, loss);
        Assert.Equal(Floats.Bits(expected.Values), Floats.Bits(gradients.Values));
    }
}
