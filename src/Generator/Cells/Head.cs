using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>The dense head, y = act(V h + d); without one, or with one that is in the step already, the output is what the step gives.</summary>
internal static class Head
{
    /// <summary>The head's equations up to its output; softmax, which is not elementwise, is applied to the logits afterwards.</summary>
    public static StepGraph Prediction(RnnSpec spec) => Build(spec, spec.HeadActivation);

    /// <summary>The equations up to what the loss reads: the logits, where loss and activation are differentiated together.</summary>
    public static StepGraph LossInput(RnnSpec spec) =>
        Build(spec, spec.LossReadsLogits ? new ActivationFunction(Activation.Identity, float.NaN, float.NaN) : spec.HeadActivation);

    /// <summary>V h + d.</summary>
    public static Value Logits(RnnSpec spec, Value hidden)
    {
        Graph graph = hidden.Graph;
        Value weight = graph.Parameter("V", new ParameterBlock("head.weight", 0, spec.Output, spec.HiddenWidth));
        Value bias = graph.Parameter("d", new ParameterBlock("head.bias", 0, spec.Output, 0));
        Value logits = graph.Affine([(weight, hidden)], [bias]);
        logits.Name = "logits";
        return logits;
    }

    private static StepGraph Build(RnnSpec spec, ActivationFunction activation)
    {
        var graph = new Graph();
        Value hidden = graph.Input("hidden", spec.ContextWidth);
        if (!spec.HasHeadAfterStep)
        {
            return new StepGraph(hidden, [], hidden);
        }

        Value y = Activations.Apply(activation, Logits(spec, hidden));
        y.Name = "y";
        return new StepGraph(hidden, [], y);
    }
}
