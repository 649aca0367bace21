using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Conformance.Tests.Models;

namespace Unrolled.Conformance.Tests.Onnx;

/// <summary>
/// A declared model in the place of an ONNX node (github.com/onnx/onnx/blob/main/docs/Operators.md: RNN, GRU, LSTM). W [1, gates * hidden, input] and R
/// [1, gates * hidden, hidden] are torch's matrices with the gates in another order, B [1, 2 * gates * hidden] the two biases one after the other. What the
/// batch is to the operator, a span of sequences is here, so layout 0, steps first, is transposed on the way in.
/// </summary>
internal sealed class OnnxModel(OnnxCase golden, DeclaredModels models)
{
    private readonly IRnnModel _model = Filled(golden, models.Create(DeclarationOf(golden)));

    /// <summary>The declaration that a node needs.</summary>
    public static string DeclarationOf(OnnxCase golden)
    {
        string cell = golden.Operator switch { "LSTM" => "Lstm", "GRU" => "Gru", _ => "Elman" };
        string bias = golden.Inputs.ContainsKey("B") ? "" : ", Bias = false";
        string reset = golden.Operator == "GRU" ? ", ResetAfter = false" : "";
        string peepholes = golden.Inputs.ContainsKey("P") ? ", Peepholes = Peepholes.Diagonal" : "";
        return $"Input = {golden.Features}, Hidden = {golden.Hidden}, Steps = {golden.Steps}, Cell = Cell.{cell}{reset}{peepholes}{bias}, Returns = Returns.Sequence";
    }

    /// <summary>The node's outputs by name, in its layout, by <c>Predict</c>: without initial states.</summary>
    public IReadOnlyDictionary<string, float[]> Predict()
    {
        float[] hidden = new float[golden.Batch * golden.Steps * golden.Hidden];
        _model.Predict(BatchFirst(golden.Inputs["X"].Values, golden.Features), hidden);
        return Outputs(hidden);
    }

    /// <summary>The node's outputs by name, in its layout, by <c>Step</c>.</summary>
    public IReadOnlyDictionary<string, float[]> Stream()
    {
        float[] inputs = BatchFirst(golden.Inputs["X"].Values, golden.Features);
        float[] hidden = [.. Enumerable.Range(0, golden.Batch).SelectMany(row => Stream(inputs[(row * _model.InputLength)..][.._model.InputLength], row))];
        return Outputs(hidden);
    }

    private float[] Stream(float[] inputs, int row)
    {
        IStepper stream = models.OpenStream(DeclarationOf(golden), _model);
        if (golden.Inputs.TryGetValue("initial_h", out OnnxTensor? hidden))
            hidden.Values.AsSpan(row * golden.Hidden, golden.Hidden).CopyTo(stream.Hidden());
        if (golden.Inputs.TryGetValue("initial_c", out OnnxTensor? cell))
            cell.Values.AsSpan(row * golden.Hidden, golden.Hidden).CopyTo(stream.Cell());

        var outputs = new float[golden.Steps * golden.Hidden];
        for (int t = 0; t < golden.Steps; t++)
            stream.Step(inputs.AsSpan(t * golden.Features, golden.Features), outputs.AsSpan(t * golden.Hidden, golden.Hidden));
        return outputs;
    }

    private IReadOnlyDictionary<string, float[]> Outputs(float[] hidden)
    {
        float[] last = [.. hidden.Chunk(golden.Steps * golden.Hidden).SelectMany((sequence, row) => sequence[((LengthOf(row) - 1) * golden.Hidden)..][..golden.Hidden])];
        return new Dictionary<string, float[]> { ["Y"] = StepsFirst(hidden), ["Y_h"] = last };
    }

    private static IRnnModel Filled(OnnxCase golden, IRnnModel model)
    {
        // ONNX has i o f c, z r h and one gate; in torch's letters:
        (string from, string to) = golden.Operator switch { "LSTM" => ("iofg", "ifgo"), "GRU" => ("zrn", "rzn"), _ => ("n", "n") };
        model.Parameters["weight_ih_l0"].CopyFrom(Gates.Reorder(golden.Inputs["W"].Values, from, to));
        model.Parameters["weight_hh_l0"].CopyFrom(Gates.Reorder(golden.Inputs["R"].Values, from, to));
        if (golden.Inputs.TryGetValue("B", out OnnxTensor? bias))
        {
            int half = bias.Values.Length / 2;
            model.Parameters["bias_ih_l0"].CopyFrom(Gates.Reorder(bias.Values[..half], from, to));
            model.Parameters["bias_hh_l0"].CopyFrom(Gates.Reorder(bias.Values[half..], from, to));
        }

        if (golden.Inputs.TryGetValue("P", out OnnxTensor? peepholes))
            model.Parameters["weight_ch_l0"].CopyFrom(Gates.Reorder(peepholes.Values, "iof", "ifo"));
        return model;
    }

    private int LengthOf(int row) => golden.Inputs.TryGetValue("sequence_lens", out OnnxTensor? lengths) ? (int)lengths.Values[row] : golden.Steps;

    private float[] BatchFirst(float[] values, int width) => golden.IsBatchFirst ? values : SwapAxes(values, golden.Steps, golden.Batch, width);

    private float[] StepsFirst(float[] values) => golden.IsBatchFirst ? values : SwapAxes(values, golden.Batch, golden.Steps, golden.Hidden);

    /// <summary>[outer, inner, width] to [inner, outer, width].</summary>
    private static float[] SwapAxes(float[] values, int outer, int inner, int width) =>
        [.. Enumerable.Range(0, outer * inner).SelectMany(place => values[(((place % outer * inner) + (place / outer)) * width)..][..width])];
}
