using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;

namespace Unrolled.Generator.Lowering;

/// <summary>All kernels of a model for one width of vectors, ready to be printed.</summary>
internal sealed class KernelProgram
{
    private const int ChunkFloats = 64 * 1024;
    private const int MostChunkSequences = 64;

    public KernelProgram(ModelLayout layout, ParameterCatalog parameters, Schedule schedule)
    {
        Layout = layout;
        Schedule = schedule;
        ParameterLength = parameters.Length;
        Rows = schedule.Rows is null ? 1 : Tiling.Rows(layout.Lanes);
        ForwardWeights = PackTable.Forward(layout, parameters);
        BackwardWeights = PackTable.Backward(layout, parameters);
        var inference = new ForwardLowerer(layout, isTraining: false, rows: 1);
        Projection = schedule is { Predict: Unroll.None, ProjectsInputs: true } ? InputProjection.Of(layout) : null;
        bool hasSingleSteps = Projection is null || layout.Spec.Steps % Projection.Rows > 0;
        LayerStep = schedule is { Predict: Unroll.None, Step: Unroll.None } && hasSingleSteps ? inference.LayerStep("LayerStep") : null;
        Predict = Projection is null ? inference.Sequence("PredictSequence", schedule.Predict, LayerStep) : Projected(inference, Projection, LayerStep);
        Step = inference.Step(layout.Spec.OutputActivation == Activation.Softmax ? "StepToLogits" : "Step", schedule.Step, LayerStep);
        Forward = new ForwardLowerer(layout, isTraining: true, rows: 1).Sequence("Forward", schedule.Forward);
        Backward = new BackwardLowerer(layout, rows: 1).Sequence("Backward", schedule.Backward);
        if (schedule.Rows is { } unroll)
        {
            PredictRows = new ForwardLowerer(layout, isTraining: false, Rows).Sequence("PredictRows", unroll)[0];
            ForwardRows = new ForwardLowerer(layout, isTraining: true, Rows).Sequence("ForwardRows", unroll)[0];
            BackwardRows = new BackwardLowerer(layout, Rows).Sequence("BackwardRows", unroll)[0];
        }

        var gradients = new WeightGradientLowerer(layout);
        InputWeights = PackTable.Of(layout.InputBackward, layout.Lanes, parameters);
        InputAdjoints = new InputAdjointLowerer(layout, rows: 1).Sequence("InputAdjoints");
        InputAdjointsRows = Rows > 1 ? new InputAdjointLowerer(layout, Rows).Sequence("InputAdjointsRows") : null;
        LayerGradients = gradients.Layer("LayerGradients");
        HeadGradients = layout.Spec.HasHeadAfterStep ? gradients.Head("HeadGradients") : null;
    }

    public ModelLayout Layout { get; }

    /// <summary>Floats of the parameters.</summary>
    public int ParameterLength { get; }

    /// <summary>How far the kernels are unrolled.</summary>
    public Schedule Schedule { get; }

    /// <summary>How the weights that forward reads are packed.</summary>
    public IReadOnlyList<PackRow> ForwardWeights { get; }

    /// <summary>How the weights that backward reads are packed.</summary>
    public IReadOnlyList<PackRow> BackwardWeights { get; }

    /// <summary>How the weights that the adjoints of the inputs read are packed.</summary>
    public IReadOnlyList<PackRow> InputWeights { get; }

    /// <summary>What a whole sequence in inference computes ahead of the recurrence, or null.</summary>
    public InputProjection? Projection { get; }

    /// <summary>Floats of what is computed ahead, which stands behind the records of a sequence.</summary>
    public int ProjectionLength => Projection?.Length ?? 0;

    /// <summary>A whole sequence in inference; the last of the methods calls the others.</summary>
    public IReadOnlyList<LaneMethod> Predict { get; }

    /// <summary>One step of the layer, where a sequence and a stream share it; else null.</summary>
    public LaneMethod? LayerStep { get; }

    /// <summary>One step of a stream.</summary>
    public LaneMethod Step { get; }

    /// <summary>A whole sequence with its tape.</summary>
    public IReadOnlyList<LaneMethod> Forward { get; }

    /// <summary>Backpropagation through time of a whole sequence.</summary>
    public IReadOnlyList<LaneMethod> Backward { get; }

    /// <summary>The same as <see cref="Predict"/> for several sequences side by side, or null.</summary>
    public LaneMethod? PredictRows { get; }

    /// <summary>The same as <see cref="Forward"/> for several sequences side by side, or null.</summary>
    public LaneMethod? ForwardRows { get; }

    /// <summary>The same as <see cref="Backward"/> for several sequences side by side, or null.</summary>
    public LaneMethod? BackwardRows { get; }

    /// <summary>The gradients of the layer's weights.</summary>
    public LaneMethod LayerGradients { get; }

    /// <summary>The gradients of the head's weights, or null without a head.</summary>
    public LaneMethod? HeadGradients { get; }

    /// <summary>The adjoints of the inputs; printed where the model is composed of layers.</summary>
    public LaneMethod InputAdjoints { get; }

    /// <summary>The same for several sequences side by side, or null.</summary>
    public LaneMethod? InputAdjointsRows { get; }

    /// <summary>All methods of a model of one layer, in the order of the file.</summary>
    public IEnumerable<LaneMethod> Methods
    {
        get
        {
            IEnumerable<LaneMethod?> methods = [LayerStep, .. Predict, PredictRows, Step, .. Forward, ForwardRows, .. Backward, BackwardRows, LayerGradients, HeadGradients];
            return methods.OfType<LaneMethod>();
        }
    }

    /// <summary>Sequences side by side.</summary>
    public int Rows { get; }

    /// <summary>Sequences whose tapes stand side by side, so that each weight gradient is loaded and stored once for all of them.</summary>
    public int ChunkSequences => System.Math.Max(Rows, System.Math.Min(MostChunkSequences, ChunkFloats / Layout.SequenceRecords));

    /// <summary>Statements of all kernels.</summary>
    public int Statements => Methods.Sum(m => CodeBudget.Statements(m.Body));

    private static IReadOnlyList<LaneMethod> Projected(ForwardLowerer inference, InputProjection projection, LaneMethod? layerStep)
    {
        LaneMethod project = projection.Method("ProjectInputs");
        LaneMethod recurrentStep = inference.RecurrentStep("RecurrentStep");
        return [project, recurrentStep, inference.ProjectedSequence("PredictSequence", projection, project, recurrentStep, layerStep)];
    }
}
