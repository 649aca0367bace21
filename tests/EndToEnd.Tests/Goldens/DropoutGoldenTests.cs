using System.Collections.Generic;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>Training with dropout against what PyTorch's autograd computed with the same masks, drawn by another program from their definition.</summary>
public sealed class DropoutGoldenTests
{
    private const string Folder = "dropout";

    private static readonly Dictionary<string, ITestModel> s_models = new()
    {
        ["lstm_i3h7t5b6_layers2_dropout"] = new LstmWithDropout(),
        ["lstm_i3h7t5b6_layers2_both"] = new LstmWithBothDropouts(),
        ["gru_i3h7t5b6_recurrent"] = new GruWithRecurrentDropout(),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    [Fact]
    public void Every_file_has_its_model_and_every_model_its_file() => Assert.Equal(Golden.NamesIn(Folder).Order(), s_models.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_states_and_gradients_are_PyTorchs(string name)
    {
        Golden golden = Golden.Read(name);
        ITestModel model = s_models[name];
        golden.GiveParametersTo(model);
        Gradients gradients = model.NewGradients();
        States final = model.NewStates(golden.Spec.Batch);
        States initialGradients = model.NewStates(golden.Spec.Batch);
        var inputGradients = new float[golden.Input.Data.Length];

        float loss = model.Backpropagate(golden.Input.Floats, golden.Targets, gradients, new BatchContext
        {
            Initial = GoldenTests.InitialOf(model, golden),
            Final = final,
            InitialGradients = initialGradients,
            InputGradients = inputGradients,
            DropoutSeed = golden.Spec.DropoutSeed,
        });

        GoldenTests.Close("loss", [golden.Loss], [loss], GoldenTests.OutputTolerance);
        GoldenTests.Close("h_n", golden.FinalHidden.Data, final.AllHidden, GoldenTests.OutputTolerance);
        Assert.All(golden.Gradients, pair => GoldenTests.CloseToLargest("gradient of " + pair.Key, pair.Value, gradients[pair.Key].Values));
        GoldenTests.CloseToLargest("gradient of the inputs", golden.InputGradient, inputGradients);
        GoldenTests.CloseToLargest("gradient of h_0", golden.InitialHiddenGradient!, initialGradients.AllHidden);
        if (golden.FinalCell is not null)
        {
            GoldenTests.Close("c_n", golden.FinalCell.Data, final.AllCell, GoldenTests.OutputTolerance);
            GoldenTests.CloseToLargest("gradient of c_0", golden.InitialCellGradient!, initialGradients.AllCell);
        }
    }
}
