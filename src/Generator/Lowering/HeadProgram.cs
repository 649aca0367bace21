using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>The kernels of a head that stands apart from the layers, for one width of vectors: it reads what is made of their outputs.</summary>
internal sealed class HeadProgram
{
    private const string Count = "count";

    public HeadProgram(RnnSpec model, int lanes)
    {
        RnnSpec spec = model with { Hidden = model.FeatureSize, Projection = 0 };
        Lanes = lanes;
        InputSize = spec.Hidden;
        OutputSize = spec.Output;
        StepGraph prediction = Head.Prediction(spec);
        StepAdjoint adjoint = Differentiator.Differentiate(Head.LossInput(spec), readsOutputAdjoint: true, givesInputAdjoint: true);
        GraphVerifier.Verify(prediction);
        GraphVerifier.Verify(adjoint.Step);
        PlannedStep predict = PlannedStep.Of([prediction.Output], [], halvesGates: false, lanes, lanes, 0, isExact: true, readsPadded: false);
        PlannedStep forward = PlannedStep.Of([adjoint.Step.Output], [], halvesGates: false, lanes, lanes, 0, isExact: true, readsPadded: false);
        GradientLength = forward.WeightLength;
        List<Value> results = [adjoint.Input!, .. adjoint.Weights.Select(w => w.Delta)];
        List<Value> kept = adjoint.Tape.Where(v => ReferenceEquals(v, adjoint.Step.Output)).ToList();
        PlannedStep backward = PlannedStep.Of(results.Distinct().ToList(), kept, halvesGates: false, lanes, lanes, GradientLength, isExact: true, readsPadded: false);
        PackedLength = GradientLength + backward.WeightLength;

        ParameterCatalog parameters = ParameterCatalog.OfHead(spec);
        ForwardWeights = PackTable.Of(forward, lanes, parameters);
        BackwardWeights = PackTable.Of(backward, lanes, parameters);
        bool isStraight = GradientLength / lanes <= CodeBudget.StraightHeadProducts;
        LaneMethod Forward(string name, PlannedStep step, StepGraph head) => Each(
            name, step, Binder.Head(head, Unpadded(KernelMemory.Input), At(KernelMemory.Output)), isStraight, [(KernelMemory.Input, InputSize), (KernelMemory.Output, OutputSize)]);
        Predict = Forward("PredictHead", predict, prediction);
        Train = Forward("ForwardHead", forward, adjoint.Step);
        Backward = Each(
            "BackwardHead",
            backward,
            Binder.HeadBackward(adjoint, Unpadded(KernelMemory.Input), Unpadded(KernelMemory.Output), Unpadded(KernelMemory.OutputAdjoint), Unpadded(KernelMemory.InputAdjoint)),
            isStraight,
            [(KernelMemory.Input, InputSize), (KernelMemory.Output, OutputSize), (KernelMemory.OutputAdjoint, OutputSize), (KernelMemory.InputAdjoint, InputSize)]);
        WeightGradients = WeightGradientLowerer.OfHead("HeadGradients", forward, adjoint, lanes);
    }

    /// <summary>Lanes of a vector.</summary>
    public int Lanes { get; }

    /// <summary>Floats that the head reads.</summary>
    public int InputSize { get; }

    /// <summary>Floats of one output vector.</summary>
    public int OutputSize { get; }

    /// <summary>Floats of the weights that forward reads, and of the packed gradients.</summary>
    public int GradientLength { get; }

    /// <summary>Floats of all packed weights.</summary>
    public int PackedLength { get; }

    /// <summary>How the weights that forward reads are packed.</summary>
    public IReadOnlyList<PackRow> ForwardWeights { get; }

    /// <summary>How the weights that backward reads are packed.</summary>
    public IReadOnlyList<PackRow> BackwardWeights { get; }

    /// <summary>The predictions.</summary>
    public LaneMethod Predict { get; }

    /// <summary>What the loss reads.</summary>
    public LaneMethod Train { get; }

    /// <summary>The adjoint.</summary>
    public LaneMethod Backward { get; }

    /// <summary>The gradients of the weights.</summary>
    public LaneMethod WeightGradients { get; }

    /// <summary>All methods in the order of the file.</summary>
    public IReadOnlyList<LaneMethod> Methods => [Predict, Train, Backward, WeightGradients];

    /// <summary>Statements of all methods.</summary>
    public int Statements => Methods.Sum(m => CodeBudget.Statements(m.Body));

    /// <summary>A step over vector after vector.</summary>
    private LaneMethod Each(string name, PlannedStep step, Bindings bindings, bool isStraight, IReadOnlyList<(string Pointer, int Floats)> pointers)
    {
        var shape = new LoweringShape(Lanes, isStraight, 1, _ => 0);
        IEnumerable<Statement> body = StepLowerer.Lower(step, bindings, shape, new RegisterFile(), []).SelectMany(p => p);
        var loop = new Loop("t", Count, 1, [.. body, .. pointers.Select(p => new Advance(p.Pointer, p.Floats))]);
        IEnumerable<string> equations = GraphText.Equations(step.Plan.Passes.SelectMany(p => p.Products.Concat(p.Elementwise)));
        return new LaneMethod(name, ["The head, vector after vector.", .. equations], [KernelMemory.Weights, .. pointers.Select(p => p.Pointer)], Count, [loop]);
    }

    private static Location Unpadded(string pointer) => new(At(pointer), IsPadded: false);

    private static Memory At(string pointer) => new(pointer, 0);
}
