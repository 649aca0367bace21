using System;
using System.Collections.Generic;
using System.Threading;

namespace Unrolled;

/// <summary>
/// Backpropagates batches in shares, on one thread or several. How a batch is shared out depends on its size alone, and the shares' gradients are
/// added in their order: the number of threads changes no bit. Allocates nothing once it is made.
/// </summary>
internal sealed class SharedBatch<TModel> : IDisposable
    where TModel : class, IRnnModel<TModel>
{
    /// <summary>Sequences that are worth a share of their own: enough for kernels that take several side by side.</summary>
    private const int LeastSequences = 16;

    /// <summary>Shares of a batch at most, each of which needs gradients of its own.</summary>
    private const int MostShares = 8;

    private readonly TModel _model;
    private readonly Share[] _shares;
    private readonly Barrier? _barrier;
    private readonly List<Thread> _workers = [];
    private int _count;
    private int _taken;
    private bool _isOver;

    /// <summary>Starts the threads beside the caller's own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="batchSize">Sequences of the largest batch.</param>
    public SharedBatch(TModel model, int threads, int batchSize)
    {
        _model = model;
        int shares = SharesOf(batchSize);
        _shares = new Share[shares > 1 ? shares : 0];
        for (int i = 0; i < _shares.Length; i++)
            _shares[i] = new Share(TModel.CreateGradients());
        int workers = Math.Min(threads, shares) - 1;
        if (workers < 1)
            return;

        _barrier = new Barrier(workers + 1);
        for (int i = 0; i < workers; i++)
        {
            var worker = new Thread(Work) { IsBackground = true, Name = "Unrolled training" };
            _workers.Add(worker);
            worker.Start();
        }
    }

    /// <summary>Adds the gradients of a batch's mean loss, and returns that loss; see <see cref="IRnnModel{TSelf}.Backpropagate(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Gradients)"/>.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="dropoutSeed">The seed of the batch's masks, or null where nothing is dropped; shares get the masks that the whole batch would.</param>
    /// <param name="gradients">Added to.</param>
    public unsafe float Backpropagate(SequenceBatch batch, ulong? dropoutSeed, Gradients gradients)
    {
        ModelShape shape = TModel.Shape;
        int sequences = batch.Inputs.Length / shape.InputLength;
        _count = SharesOf(sequences);
        if (_count == 1)
            return batch.Backpropagate(_model, dropoutSeed, 0, gradients);

        // The spans do not move while the workers read them: this method returns after the last of them.
        fixed (float* input = batch.Inputs, target = batch.Targets, weight = batch.LossWeights)
        fixed (int* length = batch.Lengths)
        {
            int weightsEach = batch.LossWeights.Length > shape.OutputSteps ? shape.OutputSteps : 0;
            for (int i = 0, first = 0; i < _count; i++)
            {
                int next = (int)((long)sequences * (i + 1) / _count);
                _shares[i].Take(
                    input + ((long)first * shape.InputLength),
                    target + ((long)first * shape.OutputLength),
                    weight + ((long)first * weightsEach),
                    batch.Lengths.IsEmpty ? null : length + first,
                    first,
                    next - first,
                    weightsEach > 0 ? (next - first) * weightsEach : batch.LossWeights.Length,
                    dropoutSeed);
                first = next;
            }

            _taken = 0;
            _barrier?.SignalAndWait();
            Run();
            _barrier?.SignalAndWait();
        }

        return Sum(batch.Terms<TModel>(), gradients);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_barrier is null)
            return;
        _isOver = true;
        _barrier.SignalAndWait();
        foreach (Thread worker in _workers)
            worker.Join();
        _barrier.Dispose();
    }

    private static int SharesOf(int sequences) => Math.Clamp(sequences / LeastSequences, 1, MostShares);

    private void Work()
    {
        while (true)
        {
            _barrier!.SignalAndWait();
            if (_isOver)
                return;
            Run();
            _barrier.SignalAndWait();
        }
    }

    /// <summary>Computes shares until none is left.</summary>
    private void Run()
    {
        for (int share = Interlocked.Increment(ref _taken) - 1; share < _count; share = Interlocked.Increment(ref _taken) - 1)
            _shares[share].Backpropagate(_model);
    }

    /// <summary>Adds the shares up by their part in the loss's terms; an exception of a share is thrown here, on the caller's thread.</summary>
    private float Sum(double terms, Gradients gradients)
    {
        double loss = 0;
        foreach (Share share in _shares.AsSpan(0, _count))
        {
            if (share.Failure is { } failure)
                throw new InvalidOperationException($"A share of the batch failed: {failure.Message}", failure);
            double part = terms == 0 ? 0 : share.Terms / terms;
            loss += share.Loss * part;
            gradients.Add(share.Gradients, (float)part);
        }

        return (float)loss;
    }

    /// <summary>Consecutive sequences of a batch.</summary>
    private sealed unsafe class Share(Gradients gradients)
    {
        private float* _inputs;
        private float* _targets;
        private float* _lossWeights;
        private int* _lengths;
        private int _first;
        private int _sequences;
        private int _weights;
        private ulong? _dropoutSeed;

        public Gradients Gradients { get; } = gradients;

        public float Loss { get; private set; }

        public double Terms { get; private set; }

        public Exception? Failure { get; private set; }

        public void Take(float* inputs, float* targets, float* lossWeights, int* lengths, int first, int sequences, int weights, ulong? dropoutSeed)
        {
            _inputs = inputs;
            _targets = targets;
            _lossWeights = lossWeights;
            _lengths = lengths;
            _first = first;
            _sequences = sequences;
            _weights = weights;
            _dropoutSeed = dropoutSeed;
        }

        public void Backpropagate(TModel model)
        {
            try
            {
                var batch = new SequenceBatch
                {
                    Inputs = new ReadOnlySpan<float>(_inputs, _sequences * TModel.Shape.InputLength),
                    Targets = new ReadOnlySpan<float>(_targets, _sequences * TModel.Shape.OutputLength),
                    LossWeights = new ReadOnlySpan<float>(_lossWeights, _weights),
                    Lengths = new ReadOnlySpan<int>(_lengths, _lengths is null ? 0 : _sequences),
                };
                Gradients.Clear();
                Terms = batch.Terms<TModel>();
                Loss = batch.Backpropagate(model, _dropoutSeed, _first, Gradients);
                Failure = null;
            }
#pragma warning disable CA1031 // Whatever it is must not end the process on a thread of ours; Sum throws it on the caller's.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Failure = failure;
            }
        }
    }
}
