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
        options.Check();
        foreach (Penalty penalty in options.Penalties)
            penalty.Check(Model.Parameters, nameof(FitOptions.Penalties));
        SequenceSet training = new SequenceSet(inputs, targets, TModel.Shape, nameof(inputs), nameof(targets))
            .With(options.LossWeights.Span, nameof(FitOptions.LossWeights));
        SequenceSet validation = options.Validation is { } held
            ? new SequenceSet(held.Inputs.Span, held.Targets.Span, TModel.Shape, "Validation.Inputs", "Validation.Targets")
                .With(options.ValidationLossWeights.Span, nameof(FitOptions.ValidationLossWeights))
            : default;

        using var batches = new SharedBatch<TModel>(Model, Threads, Math.Min(options.BatchSize, training.Count));
        return new TrainingRun<TModel>(Model, Optimizer, _gradients, batches, options, training.Count).Run(training, validation);
    }
}
