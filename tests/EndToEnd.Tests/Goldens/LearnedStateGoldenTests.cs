using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>Learned initial states against PyTorch's, which are parameters expanded over the batch.</summary>
public sealed class LearnedStateGoldenTests
{
    private const string Folder = "learned";

    private static readonly Dictionary<string, ITestModel> s_models = new()
    {
        ["gru_i3h7t5b6_learned"] = new GruWithLearnedStates(),
        ["lstm_i3h7t5b6_layers2_bidirectional_learned"] = new LstmLayersWithLearnedStates(),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    [Fact]
    public void Every_file_has_its_model_and_every_model_its_file() => Assert.Equal(Golden.NamesIn(Folder).Order(), s_models.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_loss_states_and_gradients_are_PyTorchs(string name)
    {
        Golden golden = Golden.Read(name);
        ITestModel model = s_models[name];
        Assert.Equal(golden.Parameters.Keys, model.Parameters.Select(parameter => parameter.Name));
        golden.GiveParametersTo(model);
        Gradients gradients = model.NewGradients();
        States final = model.NewStates(golden.Spec.Batch);
        var outputs = new float[golden.Output.Data.Length];

        model.Predict(golden.Input.Floats, outputs, new BatchContext { Final = final });
        float loss = model.Backpropagate(golden.Input.Floats, golden.Targets, gradients);

        GoldenTests.Close("output", golden.Output.Data, outputs, GoldenTests.OutputTolerance);
        GoldenTests.Close("loss", [golden.Loss], [loss], GoldenTests.OutputTolerance);
        GoldenTests.Close("h_n", golden.FinalHidden.Data, final.AllHidden, GoldenTests.OutputTolerance);
        if (golden.FinalCell is not null)
            GoldenTests.Close("c_n", golden.FinalCell.Data, final.AllCell, GoldenTests.OutputTolerance);
        Assert.All(golden.Gradients, pair => GoldenTests.CloseToLargest("gradient of " + pair.Key, pair.Value, gradients[pair.Key].Values));
    }
}
