using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>A planned step with the packed weights of its passes.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Streams">The weights of the products, pass by pass.</param>
/// <param name="Diagonals">The first packed float of each parameter that multiplies element by element.</param>
internal sealed record PlannedStep(StepPlan Plan, IReadOnlyList<WeightStream> Streams, IReadOnlyDictionary<Value, int> Diagonals)
{
    /// <summary>Floats of the packed weights of all passes.</summary>
    public int WeightLength => Streams.Sum(s => s.Length);

    /// <summary>The vectors that its products multiply.</summary>
    public HashSet<Value> Multiplied => [.. Streams.SelectMany(s => s.Batches).SelectMany(b => b.Terms).Select(t => t.Vector)];

    /// <summary>Plans a step.</summary>
    /// <param name="roots">Its results.</param>
    /// <param name="given">Values that stand in memory already.</param>
    /// <param name="halvesGates">Whether a gate's sigmoid may be computed from half its argument.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="padding">Lanes of the model's widest vectors.</param>
    /// <param name="offset">First float of its packed weights.</param>
    /// <param name="isExact">Whether it writes where no float beyond the last is ours.</param>
    /// <param name="readsPadded">Whether the vectors that it multiplies are padded.</param>
    /// <param name="mostAccumulators">Accumulators of a tile at most.</param>
    public static PlannedStep Of(
        IReadOnlyList<Value> roots,
        IReadOnlyCollection<Value> given,
        bool halvesGates,
        int lanes,
        int padding,
        int offset,
        bool isExact,
        bool readsPadded = true,
        int mostAccumulators = Tiling.MostAccumulators)
    {
        StepPlan plan = StepPlan.Of(roots.Distinct().ToList(), given, halvesGates);
        var streams = new List<WeightStream>();
        foreach (Pass pass in plan.Passes)
        {
            streams.Add(new WeightStream(pass, lanes, padding, offset, isExact, readsPadded, mostAccumulators));
            offset += streams[streams.Count - 1].Length;
        }

        return new PlannedStep(plan, streams, new Dictionary<Value, int>());
    }
}

/// <summary>Where everything of a model stands in memory, for one width of vectors.</summary>
internal sealed class ModelLayout
{
    private readonly int _mostAccumulators;

    public ModelLayout(RnnSpec spec, ModelEquations equations, int lanes)
        : this(spec, equations, lanes, Widths.Of(spec)[0])
    {
    }

    /// <summary>The layout of one layer of a model.</summary>
    /// <param name="spec">The layer as a declaration of its own.</param>
    /// <param name="equations">Its equations.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="padding">Lanes of the model's widest vectors.</param>
    /// <param name="mostAccumulators">Accumulators of a tile at most: fewer make less text.</param>
    public ModelLayout(RnnSpec spec, ModelEquations equations, int lanes, int padding, int mostAccumulators = Tiling.MostAccumulators)
    {
        _mostAccumulators = mostAccumulators;
        Spec = spec;
        Equations = equations;
        Lanes = lanes;
        Padding = padding;
        StepAdjoint layer = equations.LayerAdjoint;
        StepAdjoint head = equations.HeadAdjoint;
        List<Value> states = equations.Layer.States.Select(s => s.Next).ToList();
        List<Value> trained = equations.Training.States.Select(s => s.Next).ToList();
        List<Value> taped = layer.Tape.Where(v => !v.IsLeaf).ToList();

        Dictionary<Value, int> diagonals = PlaceDiagonals(layer, equations.Training, lanes);
        int offset = diagonals.Keys.Sum(d => Tiling.Padded(d.Length, lanes));
        LayerForward = Plan(states, [], halvesGates: true, offset, isExact: false) with { Diagonals = PlaceDiagonals(layer, equations.Layer, lanes) };
        LayerTraining = Plan([.. trained, .. taped], [], halvesGates: true, offset, isExact: false) with { Diagonals = diagonals };
        offset += LayerForward.WeightLength;
        HeadForward = Plan([equations.Head.Output], [], halvesGates: false, offset, isExact: true);
        HeadTraining = Plan([equations.LossHead.Output], [], halvesGates: false, offset, isExact: true);
        ForwardLength = offset + HeadForward.WeightLength;
        List<Value> deltas = layer.Weights.Select(w => w.Delta).Distinct().ToList();
        LayerBackward = Plan([.. layer.States.Select(s => s.Outgoing), .. deltas], layer.Tape, halvesGates: false, ForwardLength, isExact: false)
            with
        { Diagonals = diagonals };
        List<Value> kept = head.Tape.Where(v => ReferenceEquals(v, head.Step.Output)).ToList();
        HeadBackward = Plan([head.Input!, .. head.Weights.Select(w => w.Delta)], kept, halvesGates: false, ForwardLength + LayerBackward.WeightLength, isExact: true);
        PackedLength = ForwardLength + LayerBackward.WeightLength + HeadBackward.WeightLength;
        InputBackward = Plan([layer.Input!], [.. layer.Tape, .. deltas], halvesGates: false, 0, isExact: true);

        StateLength = new RecordLayout(states, padding).Stride;
        InferenceRecord = new RecordLayout([.. states, .. LayerForward.Plan.InMemory], padding);
        TrainingRecord = new RecordLayout([.. trained, .. taped, .. LayerTraining.Plan.InMemory, .. deltas, .. LayerBackward.Plan.InMemory], padding);
        IEnumerable<Value> external = layer.Output is null ? [] : [layer.Output];
        AdjointRecord = new RecordLayout([.. layer.States.Select(s => s.Incoming), .. external], padding);
    }

    public RnnSpec Spec { get; }

    public ModelEquations Equations { get; }

    /// <summary>Lanes of a vector.</summary>
    public int Lanes { get; }

    /// <summary>Lanes of the model's widest vectors.</summary>
    public int Padding { get; }

    /// <summary>The layer's step in inference.</summary>
    public PlannedStep LayerForward { get; }

    /// <summary>The layer's step with its tape; its products are those of inference, in the same order, and read the same packed weights.</summary>
    public PlannedStep LayerTraining { get; }

    /// <summary>The adjoint of the layer's step.</summary>
    public PlannedStep LayerBackward { get; }

    /// <summary>The adjoint of the layer's input, from the deltas; its packed weights stand apart from all others.</summary>
    public PlannedStep InputBackward { get; }

    /// <summary>The head in inference.</summary>
    public PlannedStep HeadForward { get; }

    /// <summary>The head up to what the loss reads.</summary>
    public PlannedStep HeadTraining { get; }

    /// <summary>
    /// The adjoint of the head. Of the head's values only the output is kept; an adjoint that reads others computes them again from the hidden state.
    /// </summary>
    public PlannedStep HeadBackward { get; }

    /// <summary>Floats of the packed weights that forward reads; packed gradients have the same layout.</summary>
    public int ForwardLength { get; }

    /// <summary>Floats of all packed weights.</summary>
    public int PackedLength { get; }

    /// <summary>Floats of the states, with which every record begins.</summary>
    public int StateLength { get; }

    /// <summary>The states (and what crosses between passes) of one step in inference.</summary>
    public RecordLayout InferenceRecord { get; }

    /// <summary>The states, the tape and the deltas of one step in training.</summary>
    public RecordLayout TrainingRecord { get; }

    /// <summary>The adjoints of the states, and that of the step's output where every step has one.</summary>
    public RecordLayout AdjointRecord { get; }

    /// <summary>Whether the head is straight-line code where the step is.</summary>
    public bool IsHeadStraight => HeadForward.WeightLength / Lanes <= CodeBudget.StraightHeadProducts;

    /// <summary>Whether every step has an output.</summary>
    public bool ReturnsSequence => Spec.Returns == Returns.Sequence;

    /// <summary>How many steps a loop over time takes: a number, or the parameter that counts them.</summary>
    public string StepCount => Spec.VariableLength ? KernelMemory.Steps : Spec.Steps.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The parameter that counts the steps, or null where they are always as many.</summary>
    public string? StepParameter => Spec.VariableLength ? KernelMemory.Steps : null;

    /// <summary>Floats of the records of one sequence in training; the first record holds the initial states.</summary>
    public int SequenceRecords => (Spec.Steps + 1) * TrainingRecord.Stride;

    private PlannedStep Plan(IReadOnlyList<Value> roots, IReadOnlyCollection<Value> given, bool halvesGates, int offset, bool isExact) =>
        PlannedStep.Of(roots, given, halvesGates, Lanes, Padding, offset, isExact, mostAccumulators: _mostAccumulators);

    /// <summary>The parameters that multiply element by element stand before the streams, each padded to whole vectors.</summary>
    private static Dictionary<Value, int> PlaceDiagonals(StepAdjoint layer, StepGraph step, int lanes)
    {
        var places = new Dictionary<Value, int>();
        int offset = 0;
        foreach (ParameterBlock block in layer.Weights.Where(w => w.IsDiagonal).Select(w => w.Block).Distinct())
        {
            places.Add(step.Graph.Values.Single(v => v.Block == block), offset);
            offset += Tiling.Padded(block.Rows, lanes);
        }

        return places;
    }
}
