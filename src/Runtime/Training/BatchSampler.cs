using System;

namespace Unrolled;

/// <summary>
/// Deals the sequences of a set out in batches, every sequence once an epoch, gathering shuffled ones into buffers that are used again.
/// </summary>
internal sealed class BatchSampler
{
    private readonly int _batchSize;
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly float[] _lossWeights;
    private readonly int[] _lengths;
    private readonly Xoshiro256? _random;
    private readonly bool _isInOrder;

    /// <summary>A sampler of sequences that do not depend on each other.</summary>
    public BatchSampler(int sequences, ModelShape shape, FitOptions options)
        : this(sequences, Math.Min(options.BatchSize, sequences), shape)
    {
        for (int i = 0; i < sequences; i++)
            _order[i] = i;
        _random = options.Shuffle ? new Xoshiro256(options.Seed) : null;
        _isInOrder = !options.Shuffle;
    }

    private BatchSampler(int sequences, int batchSize, ModelShape shape)
    {
        _batchSize = batchSize;
        BatchCount = 1 + ((sequences - 1) / _batchSize);
        _order = new int[sequences];
        _inputs = new float[_batchSize * shape.InputLength];
        _targets = new float[_batchSize * shape.OutputLength];
        _lossWeights = new float[_batchSize * shape.OutputSteps];
        _lengths = new int[shape.HasLengths ? _batchSize : 0];
    }

    /// <summary>A sampler whose batches are the windows of streams, in the order of time: each has the same window of every stream.</summary>
    public static BatchSampler OfStreams(int streams, int sequences, ModelShape shape)
    {
        var sampler = new BatchSampler(sequences, streams, shape);
        for (int window = 0; window < sampler.BatchCount; window++)
        {
            for (int stream = 0; stream < streams; stream++)
                sampler._order[(window * streams) + stream] = (stream * sampler.BatchCount) + window;
        }

        return sampler;
    }

    /// <summary>Batches of an epoch; the last may be smaller than the others.</summary>
    public int BatchCount { get; }

    /// <summary>Puts the sequences into the next epoch's order.</summary>
    public void StartEpoch() => _random?.Shuffle(_order);

    /// <summary>Sequences of a batch, counted from 0.</summary>
    public int SizeOf(int batch) => Math.Min(_batchSize, _order.Length - (batch * _batchSize));

    /// <summary>Gathers a batch, which holds until the next call.</summary>
    public SequenceBatch Gather(SequenceSet sequences, int batch)
    {
        int first = batch * _batchSize;
        int size = SizeOf(batch);
        if (_isInOrder)
            return sequences.Slice(first, size);

        int inputLength = _inputs.Length / _batchSize;
        int targetLength = _targets.Length / _batchSize;
        int weightLength = _lossWeights.Length / _batchSize;
        for (int i = 0; i < size; i++)
        {
            SequenceBatch sequence = sequences.Slice(_order[first + i], 1);
            sequence.Inputs.CopyTo(_inputs.AsSpan(i * inputLength));
            sequence.Targets.CopyTo(_targets.AsSpan(i * targetLength));
            if (sequences.HasOwnLossWeights)
                sequence.LossWeights.CopyTo(_lossWeights.AsSpan(i * weightLength));
            if (sequences.HasLengths)
                _lengths[i] = sequence.Lengths[0];
        }

        return new SequenceBatch
        {
            Inputs = _inputs.AsSpan(0, size * inputLength),
            Targets = _targets.AsSpan(0, size * targetLength),
            LossWeights = sequences.HasOwnLossWeights ? _lossWeights.AsSpan(0, size * weightLength) : sequences.Slice(0, 0).LossWeights,
            Lengths = sequences.HasLengths ? _lengths.AsSpan(0, size) : default,
        };
    }
}
