using System.Collections.Generic;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Goldens;

/// <summary>The model declared for each file of golden values.</summary>
internal static class GoldenModels
{
    /// <summary>New models by the name of the file.</summary>
    public static Dictionary<string, ITestModel> All() => new()
    {
        ["elman_tanh_i1h1t1b1_last_mse"] = new ElmanTanhI1H1T1Last(),
        ["elman_tanh_i2h8t4b3_last_mse"] = new ElmanTanhI2H8T4Last(),
        ["elman_tanh_i3h7t5b6_last_mse"] = new ElmanTanhI3H7T5Last(),
        ["elman_tanh_i4h17t6b2_last_mse"] = new ElmanTanhI4H17T6Last(),
        ["elman_tanh_i3h7t5b6_sequence_mse"] = new ElmanTanhSequence(),
        ["elman_tanh_i3h7t5b6_sequence_xent"] = new ElmanTanhSequenceOfClasses(),
        ["elman_tanh_i3h7t5b6_last_xent"] = new ElmanTanhLastClass(),
        ["elman_tanh_i3h7t5b6_nohead"] = new ElmanTanhWithoutHead(),
        ["elman_tanh_i3h7t5b6_nobias"] = new ElmanTanhWithoutBias(),
        ["elman_relu_i1h1t1b1_last_mse"] = new ElmanReluI1H1T1Last(),
        ["elman_relu_i2h8t4b3_last_mse"] = new ElmanReluI2H8T4Last(),
        ["elman_relu_i3h7t5b6_last_mse"] = new ElmanReluI3H7T5Last(),
        ["elman_relu_i4h17t6b2_last_mse"] = new ElmanReluI4H17T6Last(),
        ["elman_relu_i3h7t5b6_sequence_mse"] = new ElmanReluSequence(),
        ["elman_relu_i3h7t5b6_sequence_xent"] = new ElmanReluSequenceOfClasses(),
        ["elman_relu_i3h7t5b6_last_xent"] = new ElmanReluLastClass(),
        ["elman_relu_i3h7t5b6_nohead"] = new ElmanReluWithoutHead(),
        ["elman_relu_i3h7t5b6_nobias"] = new ElmanReluWithoutBias(),
        ["lstm_i1h1t1b1_last_mse"] = new LstmI1H1T1Last(),
        ["lstm_i2h8t4b3_last_mse"] = new LstmI2H8T4Last(),
        ["lstm_i3h7t5b6_last_mse"] = new LstmI3H7T5Last(),
        ["lstm_i4h17t6b2_last_mse"] = new LstmI4H17T6Last(),
        ["lstm_i3h7t5b6_sequence_mse"] = new LstmSequence(),
        ["lstm_i3h7t5b6_sequence_xent"] = new LstmSequenceOfClasses(),
        ["lstm_i3h7t5b6_last_xent"] = new LstmLastClass(),
        ["lstm_i3h7t5b6_nohead"] = new LstmWithoutHead(),
        ["lstm_i3h7t5b6_nobias"] = new LstmWithoutBias(),
        ["gru_i1h1t1b1_last_mse"] = new GruI1H1T1Last(),
        ["gru_i2h8t4b3_last_mse"] = new GruI2H8T4Last(),
        ["gru_i3h7t5b6_last_mse"] = new GruI3H7T5Last(),
        ["gru_i4h17t6b2_last_mse"] = new GruI4H17T6Last(),
        ["gru_i3h7t5b6_sequence_mse"] = new GruSequence(),
        ["gru_i3h7t5b6_sequence_xent"] = new GruSequenceOfClasses(),
        ["gru_i3h7t5b6_last_xent"] = new GruLastClass(),
        ["gru_i3h7t5b6_nohead"] = new GruWithoutHead(),
        ["gru_i3h7t5b6_nobias"] = new GruWithoutBias(),
        ["elman_tanh_i3h7t5b6_initial"] = new ElmanTanhWithStates(),
        ["elman_tanh_i3h7t5b6_layers3"] = new ElmanTanhOfThreeLayers(),
        ["elman_tanh_i3h7t5b6_bidirectional"] = new ElmanTanhInBothDirections(),
        ["elman_relu_i3h7t5b6_initial"] = new ElmanReluWithStates(),
        ["elman_relu_i3h7t5b6_layers3"] = new ElmanReluOfThreeLayers(),
        ["elman_relu_i3h7t5b6_bidirectional"] = new ElmanReluInBothDirections(),
        ["lstm_i3h7t5b6_initial"] = new LstmWithStates(),
        ["lstm_i3h7t5b6_layers3"] = new LstmOfThreeLayers(),
        ["lstm_i3h7t5b6_bidirectional"] = new LstmInBothDirections(),
        ["gru_i3h7t5b6_initial"] = new GruWithStates(),
        ["gru_i3h7t5b6_layers3"] = new GruOfThreeLayers(),
        ["gru_i3h7t5b6_bidirectional"] = new GruInBothDirections(),
        ["elman_tanh_i3h5t6b4_layers2_bidirectional"] = new ElmanTanhLayersInBothDirections(),
        ["elman_relu_i3h5t6b4_layers2_bidirectional"] = new ElmanReluLayersInBothDirections(),
        ["lstm_i3h5t6b4_layers2_bidirectional"] = new LstmLayersInBothDirections(),
        ["gru_i3h5t6b4_layers2_bidirectional"] = new GruLayersInBothDirections(),
    };
}
