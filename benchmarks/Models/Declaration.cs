using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Peers;
using Unrolled.Benchmarks.Problems;
using Unrolled.Benchmarks.Startup;

namespace Unrolled.Benchmarks.Models;

/// <summary>A model's class, to be found by what it computes.</summary>
/// <param name="Vectors">Auto or Widest, the catalog's two families.</param>
/// <param name="Cell">Its cell.</param>
/// <param name="Workload">Its shape's name.</param>
internal abstract record Declaration(ModelFamily Vectors, Cell Cell, string Workload)
{
    /// <summary>Makes a model with a problem's parameters, and the loop that measures it.</summary>
    public abstract IRun Load(Problem problem);

    /// <summary>Trains a problem's model on one thread and on two.</summary>
    /// <exception cref="NotSupportedException">The model reads streams.</exception>
    public virtual ThreadScaling OnThreads(Problem problem, int rounds) => throw new NotSupportedException($"{ModelType} is not trained here.");

    /// <summary>The model's class.</summary>
    public abstract Type ModelType { get; }

    /// <summary>Measures the first call of each member that the workload uses; once in a process.</summary>
    public abstract IReadOnlyList<FirstCall> FirstCalls();
}

/// <summary>A model that reads whole sequences.</summary>
/// <typeparam name="TModel">Its class.</typeparam>
internal sealed record SequenceDeclaration<TModel>(ModelFamily Vectors, Cell Cell, string Workload) : Declaration(Vectors, Cell, Workload)
    where TModel : class, IRnnModel<TModel>
{
    private const int Many = 32;

    /// <inheritdoc/>
    public override Type ModelType => typeof(TModel);

    /// <inheritdoc/>
    public override IRun Load(Problem problem) =>
        problem.Case.Kind == Kind.Training ? new TrainingRun<TModel>(problem) : new PredictRun<TModel>(problem);

    /// <inheritdoc/>
    public override ThreadScaling OnThreads(Problem problem, int rounds) => ThreadScaling.Of<TModel>(problem, rounds);

    /// <inheritdoc/>
    public override IReadOnlyList<FirstCall> FirstCalls()
    {
        TModel model = TModel.Create(0);
        Gradients gradients = TModel.CreateGradients();
        var inputs = new float[Many * model.InputLength];
        var outputs = new float[Many * model.OutputLength];
        return
        [
            FirstCall.Of("Predict, one", () => model.Predict(inputs.AsSpan(0, model.InputLength), outputs.AsSpan(0, model.OutputLength))),
            FirstCall.Of("Predict, many", () => model.Predict(inputs, outputs)),
            FirstCall.Of("Backpropagate, many", () => model.Backpropagate(inputs, outputs, gradients)),
        ];
    }
}

/// <summary>A model that reads a stream.</summary>
/// <typeparam name="TModel">Its class.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
internal sealed record StreamDeclaration<TModel, TState>(ModelFamily Vectors, Cell Cell, string Workload) : Declaration(Vectors, Cell, Workload)
    where TModel : class, IRnnModel<TModel>, IStepper<TState>
    where TState : struct
{
    /// <inheritdoc/>
    public override Type ModelType => typeof(TModel);

    /// <inheritdoc/>
    public override IRun Load(Problem problem) => new StreamRun<TModel, TState>(problem);

    /// <inheritdoc/>
    public override IReadOnlyList<FirstCall> FirstCalls()
    {
        TModel model = TModel.Create(0);
        TState state = default;
        var input = new float[model.InputSize];
        var output = new float[model.OutputSize];
        return [FirstCall.Of("Step", () => model.Step(input, ref state, output))];
    }
}
