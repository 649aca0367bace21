using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Conformance.Tests.Models;

namespace Unrolled.Conformance.Tests.Keras;

/// <summary>
/// A declared model behind a Keras layer's calls, sequence by sequence and step by step: masks, states and the order of reading are what a program does
/// around <c>Step</c>. A masked step is not taken: the state stays, and the output is the one before it, zero at first, or zero throughout where the layer
/// says so. A stateful layer keeps a stream for each sequence.
/// </summary>
internal sealed class KerasModel(KerasCase golden, DeclaredModels models)
{
    private readonly Dictionary<int, IStepper> _streams = [];
    private readonly IRnnModel _model = Filled(golden, models.Create(DeclarationOf(golden)));

    /// <summary>The declaration that a case needs.</summary>
    public static string DeclarationOf(KerasCase golden)
    {
        KerasLayer layer = golden.Layer;
        string cell = layer.Kind switch { "LSTM" => "Lstm", "GRU" => "Gru", _ => "Elman" };
        string bias = !layer.UseBias ? ", Bias = false" : layer is { Kind: "GRU", ResetAfter: true } ? "" : ", SingleBias = true";
        string reset = layer.ResetAfter ? "" : ", ResetAfter = false";
        string returns = layer.ReturnSequences ? ", Returns = Returns.Sequence" : "";
        string layers = golden.Layers.Count > 1 ? $", Layers = {golden.Layers.Count}" : "";
        return $"Input = {golden.Features}, Hidden = {layer.Units}, Steps = {golden.Steps}, Cell = Cell.{cell}{reset}{bias}{layers}{returns}";
    }

    /// <summary>Fills the parameters of the forward direction, layer by layer.</summary>
    public static void Fill(KerasCase golden, IRnnModel model)
    {
        for (int layer = 0; layer < golden.Layers.Count; layer++)
            KerasWeights.Fill(model.Parameters, $"_l{layer}", golden.Layers[layer], layer == 0 ? golden.Features : golden.Layers[layer - 1].Units);
    }

    /// <summary>The output of the last call, row-major.</summary>
    public float[] Stream()
    {
        float[] outputs = [];
        foreach (KerasCall call in golden.Calls)
        {
            if (call.Inputs is null)
                _streams.Clear();
            else
                outputs = [.. Enumerable.Range(0, call.Inputs.Length).Where(row => golden.Row is null || row == golden.Row).SelectMany(row => Stream(call, row))];
        }

        return outputs;
    }

    private static IRnnModel Filled(KerasCase golden, IRnnModel model)
    {
        Fill(golden, model);
        return model;
    }

    private IStepper StreamOf(int row)
    {
        if (!golden.Layer.Stateful || !_streams.TryGetValue(row, out IStepper? stream))
            _streams[row] = stream = models.OpenStream(DeclarationOf(golden), _model);
        return stream;
    }

    private float[] Stream(KerasCall call, int row)
    {
        IStepper stream = StreamOf(row);
        for (int state = 0; state < call.InitialStates.Count; state++)
            call.InitialStates[state][row].AsSpan().CopyTo(state == 0 ? stream.Hidden() : stream.Cell());

        var output = new float[_model.OutputSize];
        var outputs = new List<float>();
        foreach ((float[] step, bool isTaken) in Ordered(call.Inputs![row].Zip(call.Mask?[row] ?? Enumerable.Repeat(true, golden.Steps))))
        {
            if (isTaken)
                stream.Step(step, output);
            outputs.AddRange(isTaken || !golden.Layer.ZeroOutputForMask ? output : new float[output.Length]);
        }

        return [.. golden.Layer.ReturnSequences ? outputs : outputs[^output.Length..]];
    }

    private IEnumerable<T> Ordered<T>(IEnumerable<T> steps) => golden.Layer.GoBackwards ? steps.Reverse() : steps;
}
