using System;

namespace Unrolled;

/// <summary>A recurrent network of whatever shape: what programs use that hold several models and choose one at run time.</summary>
public interface IRnnModel
{
    /// <summary>Features per time step.</summary>
    public int InputSize { get; }

    /// <summary>Units of every recurrent layer.</summary>
    public int HiddenSize { get; }

    /// <summary>Time steps of one sequence.</summary>
    public int StepCount { get; }

    /// <summary>Width of one output vector.</summary>
    public int OutputSize { get; }

    /// <summary>Floats of one input sequence: steps times features.</summary>
    public int InputLength { get; }

    /// <summary>Floats of one result: output vectors times their width.</summary>
    public int OutputLength { get; }

    /// <summary>The weights and biases, by name.</summary>
    public ParameterList Parameters { get; }

    /// <summary>Runs the network over a batch of sequences, each from the zero state or the learned one. Thread-safe; allocates nothing.</summary>
    /// <param name="inputs">[batch, <see cref="StepCount"/>, <see cref="InputSize"/>], row-major.</param>
    /// <param name="outputs">[batch, <see cref="OutputLength"/>], row-major; overwritten.</param>
    /// <exception cref="ArgumentException">A span's length does not fit; nothing has been written.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The same for sequences that do not begin at the zero state, or whose final states are wanted.</summary>
    /// <param name="inputs">[batch, <see cref="StepCount"/>, <see cref="InputSize"/>], row-major.</param>
    /// <param name="outputs">[batch, <see cref="OutputLength"/>], row-major; overwritten.</param>
    /// <param name="context">What the sequences bring and take away beside that.</param>
    /// <exception cref="ArgumentException">A span's length or the states do not fit; nothing has been written.</exception>
    /// <exception cref="NotSupportedException">The model is not a generated one and has no states.</exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, in BatchContext context) =>
        throw new NotSupportedException($"{GetType()} takes no context.");
}

/// <summary>A recurrent network with its shape known statically, and what training needs of it, without reflection.</summary>
/// <typeparam name="TSelf">The model's own type.</typeparam>
public interface IRnnModel<TSelf> : IRnnModel
    where TSelf : class, IRnnModel<TSelf>
{
    /// <summary>The sizes of every model of this type.</summary>
    public static abstract ModelShape Shape { get; }

    /// <summary>A new model with parameters initialised from a seed, the same on every platform.</summary>
    public static abstract TSelf Create(ulong seed);

    /// <summary>New gradients for models of this type, all zero.</summary>
    public static abstract Gradients CreateGradients();

    /// <summary>Zero states for a batch of sequences of models of this type.</summary>
    /// <exception cref="NotSupportedException">The model is not a generated one and has no states.</exception>
    public static virtual States CreateStates(int batch) => throw new NotSupportedException($"{typeof(TSelf)} has no states.");

    /// <summary>Forward pass, loss and back-propagation through time over a batch. Allocates nothing after the first call.</summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="gradients">Of the mean loss, <b>added</b> to what they hold.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">
    /// A span's length does not fit, or the gradients are another model's; nothing has been written.
    /// </exception>
    public float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients);

    /// <summary>
    /// The same of a weighted mean: the sum of weight times loss over the sum of weights. A weight of 0 leaves an output vector out, whatever it and its
    /// target are; where all are 0 the loss is 0 and the gradients stay as they are.
    /// </summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="lossWeights">
    /// A weight for each output vector, finite and not below 0: [output steps], the same for all sequences, or [batch, output steps], row-major, there
    /// being one output step where the last alone is returned; empty for equal weights.
    /// </param>
    /// <param name="gradients">Of the mean loss, <b>added</b> to what they hold.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">
    /// A span's length or a weight does not fit, or the gradients are another model's; nothing has been written.
    /// </exception>
    public float Backpropagate(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights, Gradients gradients);

    /// <summary>The weighted mean loss over a batch, without gradients, of the weights of <c>Backpropagate</c>.</summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="lossWeights">[output steps] or [batch, output steps], row-major; empty for equal weights.</param>
    /// <exception cref="ArgumentException">A span's length or a weight does not fit.</exception>
    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights);

    /// <summary>
    /// What the summed loss of a batch is divided by to be its mean: losses and gradients of parts of a batch make those of the whole in proportion
    /// to it. 0 where nothing counts.
    /// </summary>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="lossWeights">[output steps] or [batch, output steps], row-major; empty for equal weights.</param>
    public static abstract double LossTerms(ReadOnlySpan<float> targets, ReadOnlySpan<float> lossWeights);

    /// <summary>The mean loss over a batch, without gradients. Allocates nothing after the first call.</summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Forward pass, loss and back-propagation with initial and final states, and the gradients of what goes in.</summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="gradients">Of the mean loss, <b>added</b> to what they hold.</param>
    /// <param name="context">What the sequences bring and take away beside that.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A span's length, the states or the gradients do not fit; nothing has been written.</exception>
    /// <exception cref="NotSupportedException">The model is not a generated one and has no states.</exception>
    public float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Gradients gradients, in BatchContext context) =>
        throw new NotSupportedException($"{typeof(TSelf)} takes no context.");

    /// <summary>The mean loss over a batch with initial and final states.</summary>
    /// <param name="inputs">[batch, steps, input size], row-major; at least one sequence.</param>
    /// <param name="targets">[batch, output length], row-major.</param>
    /// <param name="context">What the sequences bring and take away beside that.</param>
    /// <exception cref="ArgumentException">A span's length or the states do not fit.</exception>
    /// <exception cref="NotSupportedException">The model is not a generated one and has no states.</exception>
    public float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, in BatchContext context) =>
        throw new NotSupportedException($"{typeof(TSelf)} takes no context.");
}
