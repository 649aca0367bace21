using System;

namespace Unrolled;

/// <summary>
/// Trains a model: shuffled mini-batches, back-propagation through time, clipping, the optimizer's steps, validation and early stopping. It
/// is a loop over the model's public members; write one's own around <c>Backpropagate</c> and
/// <see cref="Optimizer.Step(IRnnModel, Gradients)"/> where another loop is wanted.
/// </summary>
/// <typeparam name="TModel">The generated model.</typeparam>
public sealed class Trainer<TModel>
    where TModel : class, IRnnModel<TModel>
{
    private readonly Gradients _gradients = TModel.CreateGradients();
    private int _threads = 1;

    /// <summary>A trainer of one model by one optimizer.</summary>
    public Trainer(TModel model, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        Model = model;
        Optimizer = optimizer;
    }

    /// <summary>The model; training changes its parameters.</summary>
    public TModel Model { get; }

    /// <summary>The optimizer; its state lasts from one <see cref="Fit"/> to the next.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>
    /// Threads that share a batch out among them, at least 1, the caller's own included; they last as long as <see cref="Fit"/>. The result is the same to
    /// the last bit for any number. Batches below 32 sequences are not shared out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _threads = value;
        }
    }

    /// <summary>Trains the model. The same data, options, parameters and optimizer state give the same bits.</summary>
    /// <param name="inputs">[sequences, steps, input size], row-major.</param>
    /// <param name="targets">[sequences, output length], row-major.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <returns>The losses of every epoch, and how training ended.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a length does not fit the model, or a value is not finite; nothing has been changed.
    /// </exception>
    /// <exception cref="TrainingException">
    /// A loss, gradient or parameter is no longer finite. The model then has the parameters of the best epoch, where they are restored and
    /// there was one.
    /// </exception>
    public TrainingResult Fit(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, FitOptions? options = null)
    {
        options ??= new FitOptions();
        Check(options);
        SequenceSet training = TrainingSet(inputs, targets, options);
        SequenceSet validation = ValidationSet(options);
        var sampler = new BatchSampler(training.Count, TModel.Shape, options);
        using var batches = new SharedBatch<TModel>(Model, Threads, Math.Min(options.BatchSize, training.Count));
        return new TrainingRun<TModel>(Model, Optimizer, _gradients, batches, options, sampler).Run(training, validation);
    }

    /// <summary>
    /// Trains the model on streams that are longer than its steps, by truncated back-propagation through time (Williams and Peng 1990): each stream is cut into windows of
    /// <c>Steps</c> steps, the states are carried from window to window, and gradients go back to the beginning of a window. The optimizer makes a step after every window
    /// of all streams, on the calling thread. Streams begin each epoch at the state that sequences begin with, zero or learned; they are not shuffled, and <see cref="FitOptions.BatchSize"/> has no meaning.
    /// </summary>
    /// <param name="inputs">[streams, windows, steps, input size], row-major: each stream as long as the others, a whole number of windows.</param>
    /// <param name="targets">[streams, windows, output length], row-major.</param>
    /// <param name="streams">How many streams there are, at least 1. Validation data have as many, of any length.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <returns>The losses of every epoch, and how training ended.</returns>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a length does not fit the model and the streams, or a value is not finite; nothing has been changed.
    /// </exception>
    /// <exception cref="NotSupportedException">The model is not a generated one and has no states.</exception>
    /// <exception cref="TrainingException">
    /// A loss, gradient or parameter is no longer finite. The model then has the parameters of the best epoch, where they are restored and
    /// there was one.
    /// </exception>
    public TrainingResult FitStreams(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int streams, FitOptions? options = null)
    {
        options ??= new FitOptions();
        Check(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(streams, 1);
        if (!options.Lengths.IsEmpty || !options.ValidationLengths.IsEmpty)
            throw new ArgumentException("Lengths are of Fit; the windows of streams are whole.", nameof(options));
        SequenceSet training = TrainingSet(inputs, targets, options);
        SequenceSet validation = ValidationSet(options);
        CheckStreams(training.Count, streams, nameof(inputs));
        CheckStreams(validation.Count, streams, "Validation.Inputs");
        var sampler = BatchSampler.OfStreams(streams, training.Count, TModel.Shape);
        return new TrainingRun<TModel>(Model, Optimizer, _gradients, null, options, sampler, streams).Run(training, validation);
    }

    private void Check(FitOptions options)
    {
        options.Check();
        foreach (Penalty penalty in options.Penalties)
            penalty.Check(Model.Parameters, nameof(FitOptions.Penalties));
    }

    private static SequenceSet TrainingSet(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, FitOptions options)
    {
        var all = new SequenceBatch { Inputs = inputs, Targets = targets, LossWeights = options.LossWeights.Span, Lengths = options.Lengths.Span };
        return new SequenceSet(all, TModel.Shape, (nameof(inputs), nameof(targets), nameof(FitOptions.LossWeights), nameof(FitOptions.Lengths)));
    }

    private static SequenceSet ValidationSet(FitOptions options)
    {
        if (options.Validation is not { } held)
            return default;
        var all = new SequenceBatch
        {
            Inputs = held.Inputs.Span,
            Targets = held.Targets.Span,
            LossWeights = options.ValidationLossWeights.Span,
            Lengths = options.ValidationLengths.Span,
        };
        return new SequenceSet(
            all, TModel.Shape, ("Validation.Inputs", "Validation.Targets", nameof(FitOptions.ValidationLossWeights), nameof(FitOptions.ValidationLengths)));
    }

    private static void CheckStreams(int windows, int streams, string argument)
    {
        if (windows % streams != 0)
            throw new ArgumentException($"{argument} has {windows} windows of {TModel.Shape.StepCount} steps, which are no multiple of {streams} streams.", argument);
    }
}
