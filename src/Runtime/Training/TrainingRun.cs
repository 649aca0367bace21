using System.Collections.Generic;
using System.Diagnostics;

namespace Unrolled;

/// <summary>One call of <see cref="Trainer{TModel}.Fit"/>, its arguments checked.</summary>
/// <typeparam name="TModel">The generated model.</typeparam>
/// <param name="model">The model.</param>
/// <param name="optimizer">The optimizer.</param>
/// <param name="gradients">Gradients of the model.</param>
/// <param name="batches">Shares batches out among threads; null for streams, whose states one thread carries.</param>
/// <param name="options">How to train.</param>
/// <param name="sampler">Deals out the sequences to train on.</param>
/// <param name="streams">Streams whose states are carried from batch to batch; 0 where every sequence begins anew.</param>
internal sealed class TrainingRun<TModel>(
    TModel model, Optimizer optimizer, Gradients gradients, SharedBatch<TModel>? batches, FitOptions options, BatchSampler sampler, int streams = 0)
    where TModel : class, IRnnModel<TModel>
{
    private readonly States? _states = streams > 0 ? TModel.CreateStates(streams) : null;
    private readonly BestEpoch _best = new(model.Parameters, options.RestoreBest && options.Validation is not null);
    private readonly List<EpochResult> _history = [];
    private readonly long _start = Stopwatch.GetTimestamp();
    private TrainingProgress? _reported;

    /// <summary>Trains until the epochs are done, patience ends or the caller cancels.</summary>
    /// <param name="training">The sequences to train on.</param>
    /// <param name="validation">The sequences to validate with; empty for none.</param>
    public TrainingResult Run(SequenceSet training, SequenceSet validation)
    {
        try
        {
            TrainingOutcome? outcome = null;
            for (int epoch = 1; outcome is null; epoch++)
                outcome = RunEpoch(epoch, training, validation);
            return new TrainingResult(_history, _best.Epoch, outcome.Value);
        }
        finally
        {
            _best.Restore();
        }
    }

    /// <summary>Runs one epoch; null where another shall follow.</summary>
    private TrainingOutcome? RunEpoch(int epoch, SequenceSet training, SequenceSet validation)
    {
        if (options.LearningRateSchedule is { } rateOf)
            optimizer.LearningRate = rateOf(epoch);
        if (!TryTrain(epoch, training, out float loss))
        {
            if (_reported is { } last)
                options.Progress?.Report(last with { IsLast = true });
            return TrainingOutcome.Cancelled;
        }

        float? validationLoss = validation.Count > 0 ? Validate(epoch, validation) : null;
        _best.Observe(epoch, validationLoss ?? loss);
        _history.Add(new EpochResult(epoch, loss, validationLoss, optimizer.LearningRate));
        TrainingOutcome? outcome = epoch == options.Epochs ? TrainingOutcome.Completed
            : epoch - _best.Epoch >= options.Patience ? TrainingOutcome.StoppedEarly
            : null;
        Report(epoch, sampler.BatchCount, loss, validationLoss, outcome is not null);
        return outcome;
    }

    /// <summary>Trains on every sequence once; false where the caller cancelled on the way.</summary>
    private bool TryTrain(int epoch, SequenceSet training, out float loss)
    {
        loss = 0;
        double sum = 0;
        double seen = 0;
        sampler.StartEpoch();
        for (int batch = 0; batch < sampler.BatchCount; batch++)
        {
            if (options.CancellationToken.IsCancellationRequested)
                return false;
            SequenceBatch sequences = sampler.Gather(training, batch);
            double terms = sequences.Terms<TModel>();
            sum += TrainBatch(epoch, batch + 1, sequences) * terms;
            seen += terms;
            loss = seen == 0 ? 0 : (float)(sum / seen);
            if (batch + 1 < sampler.BatchCount)
                Report(epoch, batch + 1, loss, null, isLast: false);
        }

        return true;
    }

    private float TrainBatch(int epoch, int batch, SequenceBatch sequences)
    {
        gradients.Clear();
        ulong? dropoutSeed = DropoutSeed(epoch, batch);
        float loss = batches is not null
            ? batches.Backpropagate(sequences, dropoutSeed, gradients)
            : model.Backpropagate(sequences.Inputs, sequences.Targets, gradients, new BatchContext
            {
                Initial = CarriedInto(batch),
                Final = _states,
                LossWeights = sequences.LossWeights,
                DropoutSeed = dropoutSeed,
            });
        foreach (Penalty penalty in options.Penalties)
            penalty.AddGradients(model.Parameters, gradients);
        if (!float.IsFinite(loss) || gradients.FindNonFinite() is not null)
            throw Divergence($"The loss is {loss}", epoch, batch);
        if (options.ClipNorm is { } norm)
            gradients.Clip(norm);
        optimizer.Step(model, gradients);
        if (model.Parameters.FindNonFinite() is not null)
            throw Divergence("The optimizer's step went too far", epoch, batch);
        return loss;
    }

    /// <summary>The states that streams bring into a window, counted from 1; null at the first, which begins as every sequence does.</summary>
    private States? CarriedInto(int window) => window == 1 ? null : _states;

    /// <summary>The seed of a batch's masks, another for every batch of every epoch; null where the model drops nothing.</summary>
    private ulong? DropoutSeed(int epoch, int batch) =>
        TModel.Shape.HasDropout ? SplitMix64.At(SplitMix64.At(options.Seed, (ulong)epoch), (ulong)batch) : null;

    private float Validate(int epoch, SequenceSet validation)
    {
        float loss = _states is null
            ? validation.Slice(0, validation.Count).Evaluate(model)
            : ValidateStreams(validation, _states);
        return float.IsFinite(loss) ? loss : throw Divergence($"The validation loss is {loss}", epoch, null);
    }

    /// <summary>The mean loss over the windows of streams, whose states are carried on.</summary>
    private float ValidateStreams(SequenceSet validation, States states)
    {
        var windows = BatchSampler.OfStreams(streams, validation.Count, TModel.Shape);
        double sum = 0, seen = 0;
        for (int window = 0; window < windows.BatchCount; window++)
        {
            SequenceBatch sequences = windows.Gather(validation, window);
            double terms = sequences.Terms<TModel>();
            var context = new BatchContext { Initial = CarriedInto(window + 1), Final = states, LossWeights = sequences.LossWeights };
            sum += model.Evaluate(sequences.Inputs, sequences.Targets, context) * terms;
            seen += terms;
        }

        return seen == 0 ? 0 : (float)(sum / seen);
    }

    /// <summary>Names the first parameter that is not finite, for it spoils everything after it, or else the first such gradient.</summary>
    private TrainingException Divergence(string what, int epoch, int? batch)
    {
        if (model.Parameters.FindNonFinite() is { } parameter)
            what += $"; the parameter {parameter} holds {FirstNonFinite(parameter)}";
        else if (gradients.FindNonFinite() is { } gradient)
            what += $"; the gradient of {gradient} holds {FirstNonFinite(gradient)}";
        return new TrainingException(what, epoch, batch);
    }

    private static string FirstNonFinite(Parameter tensor)
    {
        int index = tensor.IndexOfNonFinite();
        return $"{tensor.Values[index]} at element {index}";
    }

    private void Report(int epoch, int batch, float loss, float? validationLoss, bool isLast)
    {
        if (options.Progress is null)
            return;
        var progress = new TrainingProgress(
            epoch, options.Epochs, batch, sampler.BatchCount, loss, validationLoss, Stopwatch.GetElapsedTime(_start), isLast);
        options.Progress.Report(progress);
        _reported = progress;
    }
}
