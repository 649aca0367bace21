using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.RunTime;

/// <summary>A program that holds models of several shapes and chooses one at run time, knowing none of their types.</summary>
public sealed class ChoiceTests
{
    private static readonly IRnnModel[] s_models = [new ElmanTanhI2H8T4Last(1), new LstmI3H7T5Last(1), new GruSequence(1), new LstmI4H17T6Last(1)];

    [Theory]
    [InlineData(2, 4, 8, 1)]
    [InlineData(3, 5, 7, 1)]
    [InlineData(4, 6, 17, 1)]
    public void A_model_is_chosen_by_its_sizes(int inputSize, int steps, int hidden, int outputSize)
    {
        IRnnModel model = s_models.Single(m => m.InputSize == inputSize && m.StepCount == steps && m.OutputSize == outputSize);

        Assert.Equal((hidden, steps * inputSize, outputSize), (model.HiddenSize, model.InputLength, model.OutputLength));
        var sequences = new Sequences(model, 3, seed: 1);
        model.Predict(sequences.Inputs, sequences.Outputs);
        Assert.Equal(3, sequences.Outputs.Distinct().Count());
    }

    [Fact]
    public void It_predicts_what_its_own_type_predicts()
    {
        var model = new GruSequence(1);
        var sequences = new Sequences(model, 3, seed: 1);
        model.Predict(sequences.Inputs, sequences.Outputs);

        Assert.Equal(Floats.Bits(sequences.Outputs), Results.OfPredict(s_models[2], sequences));
    }

    [Fact]
    public void Its_parameters_are_read_and_set_by_name()
    {
        IRnnModel model = new LstmI3H7T5Last(1);
        var sequences = new Sequences(model, 1, seed: 1);
        model.Parameters["head.weight"].CopyFrom(new float[7]);
        model.Parameters["head.bias"].CopyFrom([0.25f]);

        model.Predict(sequences.Inputs, sequences.Outputs);

        Assert.Equal([0.25f], sequences.Outputs);
    }
}
