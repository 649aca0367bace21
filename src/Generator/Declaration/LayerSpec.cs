using System.Collections.Generic;

namespace Unrolled.Generator;

/// <summary>
/// One layer of a model. Its kernels are those of a model of its own, of one layer that reads forwards: what <see cref="Spec"/> declares. Layers whose
/// declarations are equal, and the two directions of a layer, differ in nothing but their weights and share kernels.
/// </summary>
/// <param name="Index">The layer, 0 being the lowest.</param>
/// <param name="Spec">The layer as a declaration of its own.</param>
internal sealed record LayerSpec(int Index, RnnSpec Spec)
{
    /// <summary>The layers of a model, the lowest first.</summary>
    public static IReadOnlyList<LayerSpec> Of(RnnSpec model)
    {
        if (model.IsOneLayer)
        {
            return [new LayerSpec(0, model)];
        }

        var layers = new List<LayerSpec>();
        for (int index = 0; index < model.Layers; index++)
        {
            layers.Add(new LayerSpec(index, Alone(model, index)));
        }

        return layers;
    }

    /// <summary>
    /// Whether the kernels of the top layer hold the head, which reads the hidden state from registers then: nothing stands between the two, and the last
    /// step is always the same one.
    /// </summary>
    public static bool HoldsHead(RnnSpec model) =>
        model.HasHead && !model.Bidirectional && !model.VariableLength && !(model.Residual && model.Layers > 1);

    private static RnnSpec Alone(RnnSpec model, int index)
    {
        bool isTop = index == model.Layers - 1;
        bool holdsHead = isTop && HoldsHead(model);
        return model with
        {
            Input = index == 0 ? model.Input : model.WidthOf(index - 1),
            Hidden = model.HiddenOf(index),
            Layers = 1,
            HiddenSizes = default,
            Bidirectional = false,
            Merge = Merge.Concat,
            Reverse = false,
            Residual = false,
            Dropout = 0,
            LearnedInitialState = false,
            RepeatLastOutput = false,
            Output = holdsHead ? model.Output : 0,
            OutputActivation = holdsHead ? model.OutputActivation : Activation.Identity,
            Loss = holdsHead ? model.Loss : Loss.MeanSquaredError,
            Returns = isTop ? model.Returns : Returns.Sequence,
        };
    }
}
