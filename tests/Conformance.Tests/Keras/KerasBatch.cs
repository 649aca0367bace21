using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Conformance.Tests.Models;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>
/// A declared model behind a Keras layer's calls, a batch at a time by <c>Predict</c>: directions, merging, reading backwards, states and lengths are the
/// model's. A mask leaves steps out: the unmasked ones are given as a shorter sequence, and where every step has an output, it goes back to its place; a masked
/// step has the output before it, zero at first, or zero where the layer says so.
/// </summary>
internal sealed class KerasBatch(KerasCase golden, DeclaredModels models)
{
    private readonly IRnnModel _model = Filled(golden, models.Create(DeclarationOf(golden)));

    /// <summary>The declaration that a case needs.</summary>
    public static string DeclarationOf(KerasCase golden)
    {
        string merge = golden.MergeMode switch { "sum" => "Sum", "mul" => "Product", "ave" => "Average", _ => "Concat" };
        return KerasModel.DeclarationOf(golden)
            + (golden.Layer.GoBackwards ? ", Reverse = true" : "")
            + (golden.Backward is null ? "" : $", Bidirectional = true, Merge = Merge.{merge}")
            + (golden.HasMask ? ", VariableLength = true" : "");
    }

    /// <summary>The output that is expected of the last call, row-major.</summary>
    public float[] Run()
    {
        States? states = golden.HasStates ? DeclaredModels.CreateStates(_model, golden.Calls[0].Inputs!.Length) : null;
        float[] outputs = [];
        foreach (KerasCall call in golden.Calls)
        {
            if (call.Inputs is null)
            {
                states!.Clear();
                continue;
            }

            Give(call.InitialStates, states);
            outputs = Run(call, states);
        }

        return Expected(outputs);
    }

    private static IRnnModel Filled(KerasCase golden, IRnnModel model)
    {
        KerasModel.Fill(golden, model);
        if (golden.Backward is not null)
            KerasWeights.Fill(model.Parameters, "_l0_reverse", golden.Backward, golden.Features);
        return model;
    }

    /// <summary>Keras has h, and of an LSTM c, of the forward direction, then those of the backward one.</summary>
    private void Give(IReadOnlyList<float[][]> initial, States? states)
    {
        for (int index = 0; index < initial.Count; index++)
        {
            bool backward = index >= golden.Layer.States;
            Span<float> state = index % golden.Layer.States == 0 ? states!.Hidden(0, backward) : states!.Cell(0, backward);
            initial[index].SelectMany(row => row).ToArray().CopyTo(state);
        }
    }

    private float[] Run(KerasCall call, States? states)
    {
        int batch = call.Inputs!.Length;
        bool[][] masks = call.Mask ?? [.. Enumerable.Repeat(Enumerable.Repeat(true, golden.Steps).ToArray(), batch)];
        int[] lengths = [.. masks.Select(mask => mask.Count(isTaken => isTaken))];
        var inputs = new float[batch * _model.InputLength];
        Array.Fill(inputs, float.NaN);
        for (int row = 0; row < batch; row++)
            call.Inputs[row].Where((_, t) => masks[row][t]).SelectMany(step => step).ToArray().CopyTo(inputs, row * _model.InputLength);

        var outputs = new float[batch * _model.OutputLength];
        var context = new BatchContext { Initial = states, Final = golden.Layer.Stateful ? states : null, Lengths = golden.HasMask ? lengths : default };
        _model.Predict(inputs, outputs, context);
        return golden.HasMask && golden.Layer.ReturnSequences
            ? [.. outputs.Chunk(_model.OutputLength).Zip(masks).SelectMany(pair => InPlace(pair.First, pair.Second))]
            : outputs;
    }

    /// <summary>The outputs of a sequence at the steps that the mask takes.</summary>
    private IEnumerable<float> InPlace(float[] outputs, bool[] mask)
    {
        var output = new float[_model.OutputSize];
        int taken = 0;
        foreach (bool isTaken in mask)
        {
            if (isTaken)
                output = outputs[(taken++ * output.Length)..][..output.Length];
            foreach (float value in isTaken || !golden.Layer.ZeroOutputForMask ? output : new float[output.Length])
                yield return value;
        }
    }

    /// <summary>One sequence of a batch, or one direction of outputs that are not merged, where that is what is expected.</summary>
    private float[] Expected(float[] outputs)
    {
        if (golden.Row is { } row)
            return outputs[(row * _model.OutputLength)..][.._model.OutputLength];
        return golden.Backward is not null && golden.MergeMode is null
            ? [.. outputs.Chunk(2 * golden.Layer.Units).SelectMany(both => both[(golden.Output * golden.Layer.Units)..][..golden.Layer.Units])]
            : outputs;
    }
}
