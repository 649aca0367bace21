using System;
using System.ComponentModel;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// A model of several layers, directions, or both: runs the kernels of each layer over some sequences at a time, the lowest first, and backwards in the
/// opposite order. Kernels only ever read a sequence forwards; the backward direction gets a copy that stands the other way round. It has no state of its
/// own, so any number of threads may share it; memory comes from the thread's <see cref="Workspace"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LayeredModel
{
    /// <summary>Floats of tapes and sequences that pass through the layers at a time, at most: they should stay in the cache.</summary>
    private const int ChunkFloats = 64 * 1024;

    /// <summary>Sequences at a time, at most.</summary>
    private const int MostSequences = 64;

    private readonly LossSum _loss;
    private readonly LossTerms _terms;
    private readonly int[][] _packed;
    private readonly int[][] _inputPacked;
    private readonly int[][] _gradients;
    private readonly int[][] _parameters;
    private readonly int[] _states;
    private readonly int _headPacked;
    private readonly int _headGradients;
    private readonly int _headParameters;
    private readonly int[][][] _learned;
    private readonly int _learnedLength;
    private readonly int _learnedPacked;
    private readonly int _learnedGradients;
    private readonly int _stepRecord;
    private readonly int _stepWidth;
    private readonly LayeredPlan _inference;
    private readonly LayeredPlan _training;

    /// <summary>Composes a model.</summary>
    /// <param name="shape">How.</param>
    /// <param name="layers">The kernels of each layer, the lowest first; both directions share them.</param>
    /// <param name="head">A head that stands apart, or null where the top layer's kernels hold it or there is none.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="terms">What its sum is divided by.</param>
    public LayeredModel(LayeredShape shape, LayerKernels[] layers, HeadKernels? head, LossSum loss, LossTerms terms)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(layers);
        Shape = shape;
        Layers = layers;
        Head = head;
        _loss = loss;
        _terms = terms;
        LayerShape top = layers[^1].Shape;
        OutputSteps = top.OutputSteps;
        OutputSize = head?.OutputSize ?? (top.OutputSize * (shape is { Directions: 2, Merge: DirectionMerge.Concat } ? 2 : 1));

        int parameters = 0, packed = 0, gradients = 0, states = 0;
        _parameters = Places(layer => layer.ParameterLength, ref parameters);
        _packed = Places(layer => layer.PackedLength, ref packed);
        _inputPacked = Places(layer => layer.InputPackedLength, ref packed, firstLayer: 1);
        _gradients = Places(layer => layer.GradientLength, ref gradients);
        _states = [.. Places(layer => layer.StateLength, ref states).Select(place => place[0])];
        (_headParameters, _headPacked, _headGradients) = (parameters, packed, gradients);
        _learned = PlacesOfLearned(shape, layers.Length, out _learnedLength);
        _learnedPacked = packed + (head?.PackedLength ?? 0);
        _learnedGradients = gradients + (head?.GradientLength ?? 0);
        PackedLength = _learnedPacked + _learnedLength;
        GradientLength = _learnedGradients + _learnedLength;
        _stepRecord = layers.Max(layer => layer.Shape.InferenceRecord);
        _stepWidth = layers.Max(layer => layer.Shape.OutputSize);
        _inference = new LayeredPlan(this, SequencesAtATime(isTraining: false), isTraining: false);
        _training = new LayeredPlan(this, SequencesAtATime(isTraining: true), isTraining: true);
    }

    /// <summary>Floats of the packed weights.</summary>
    public int PackedLength { get; }

    /// <summary>How the model is composed.</summary>
    internal LayeredShape Shape { get; }

    /// <summary>The kernels of each layer.</summary>
    internal LayerKernels[] Layers { get; }

    /// <summary>The head that stands apart, or null.</summary>
    internal HeadKernels? Head { get; }

    /// <summary>Output vectors of a sequence.</summary>
    internal int OutputSteps { get; }

    /// <summary>Floats of one output vector.</summary>
    internal int OutputSize { get; }

    /// <summary>Outputs of a sequence.</summary>
    internal int OutputLength => OutputSteps * OutputSize;

    /// <summary>Packed gradients of all weights.</summary>
    internal int GradientLength { get; }

    private int InputLength => Layers[0].Shape.InputLength;

    /// <summary>Packs the parameters of all layers and the head.</summary>
    /// <param name="parameters">In torch's order.</param>
    /// <param name="packed">The kernels' weights.</param>
    public void Pack(ReadOnlySpan<float> parameters, Span<float> packed)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerShape shape = Layers[layer].Shape;
            for (int direction = 0; direction < Shape.Directions; direction++)
            {
                ReadOnlySpan<float> own = parameters.Slice(_parameters[layer][direction], shape.ParameterLength);
                Layers[layer].Pack(own, packed.Slice(_packed[layer][direction], shape.PackedLength));
                if (layer > 0)
                    Layers[layer].PackInputWeights(own, packed.Slice(_inputPacked[layer][direction], shape.InputPackedLength));
            }
        }

        Head?.Pack(parameters[_headParameters..], packed.Slice(_headPacked, Head.PackedLength));
        parameters[^_learnedLength..].CopyTo(packed[_learnedPacked..]);
    }

    /// <summary>Whether something is made of the layer's outputs before they go up: directions are merged, or the input is added.</summary>
    internal bool Composes(int layer) => Shape.Directions > 1 || IsResidual(layer);

    private bool IsResidual(int layer) => Shape.IsResidual && layer > 0;

    /// <summary>The floats from one place to the next, for each layer and direction in the order of the parameters.</summary>
    private int[][] Places(Func<LayerShape, int> length, ref int end, int firstLayer = 0)
    {
        int next = end;
        int Take(int floats)
        {
            int start = next;
            next += floats;
            return start;
        }

        int[][] places =
        [
            .. Layers.Select((layer, index) => Enumerable.Range(0, Shape.Directions).Select(_ => Take(index < firstLayer ? 0 : length(layer.Shape))).ToArray()),
        ];
        end = next;
        return places;
    }

    private int SequencesAtATime(bool isTraining)
    {
        int rows = Layers.Max(layer => layer.Shape.Rows);
        int widest = Layers.Max(layer => isTraining ? layer.Shape.SequenceRecords : 2 * Math.Max(layer.Shape.InputLength, layer.Shape.OutputLength));
        return Math.Max(rows, Math.Min(MostSequences, ChunkFloats / widest) / rows * rows);
    }

    /// <summary>What the summed loss of a batch is divided by to be a mean over the outputs that count: those of real steps. 1 where none does.</summary>
    /// <param name="targets">[batch, output length].</param>
    /// <param name="context">The lengths and weights of the batch.</param>
    public double Divisor(ReadOnlySpan<float> targets, BatchContext context)
    {
        double terms = 0;
        if (context.Lengths.IsEmpty)
            terms = _terms(targets, context.LossWeights);
        for (int sequence = 0; sequence < context.Lengths.Length; sequence++)
        {
            ReadOnlySpan<float> real = targets.Slice(sequence * OutputLength, OutputsOf(context.Lengths[sequence]) * OutputSize);
            terms += _terms(real, WeightedLoss.OfSequences(context.LossWeights, OutputSteps, sequence, 1));
        }

        return terms == 0 ? 1 : terms;
    }

    /// <summary>Steps of a sequence of a chunk.</summary>
    private int StepsOf(scoped ref LayeredChunk chunk, int sequence) =>
        chunk.Context.Lengths.IsEmpty ? Layers[0].Shape.Steps : chunk.Context.Lengths[chunk.First + sequence];

    /// <summary>Output vectors of a sequence of so many steps that count; none where there is no step.</summary>
    private int OutputsOf(int steps) => Math.Min(steps, OutputSteps);

    /// <summary>Sequences from one on that the kernels can compute side by side: as many as they take, of one length; else one.</summary>
    private int RowsAt(scoped ref LayeredChunk chunk, int sequence, int most)
    {
        if (chunk.Sequences - sequence < most)
            return 1;
        int steps = StepsOf(ref chunk, sequence);
        for (int row = 1; row < most; row++)
        {
            if (StepsOf(ref chunk, sequence + row) != steps)
                return 1;
        }

        return most;
    }

    private ref float WeightsOf(scoped ref LayeredChunk chunk, int layer, int direction) => ref Unsafe.Add(ref chunk.Weights, _packed[layer][direction]);
}
