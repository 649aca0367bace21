using Unrolled;

namespace Weather;

/// <summary>
/// A network of whatever type: it reads the features of each day of a fortnight and says tomorrow's maximum temperature, as the standardised
/// anomaly that <see cref="Features"/> defines.
/// </summary>
internal sealed class Network
{
    private readonly Func<ulong, Optimizer, Sequences, FitOptions, (IRnnModel, TrainingResult)> _train;

    private Network(string name, int parameterCount, Func<ulong, Optimizer, Sequences, FitOptions, (IRnnModel, TrainingResult)> train) =>
        (Name, ParameterCount, _train) = (name, parameterCount, train);

    /// <summary>The cell and the number of units.</summary>
    public string Name { get; }

    /// <summary>Trainable numbers.</summary>
    public int ParameterCount { get; }

    /// <summary>Trains a new model.</summary>
    /// <param name="seed">Of the weights.</param>
    /// <param name="optimizer">A new one.</param>
    /// <param name="known">What to train on.</param>
    /// <param name="options">How to train.</param>
    public (IRnnModel Model, TrainingResult Result) Train(ulong seed, Optimizer optimizer, Sequences known, FitOptions options) =>
        _train(seed, optimizer, known, options);

    /// <summary>The network that a class declares.</summary>
    public static Network Of<TModel>(string cell)
        where TModel : class, IRnnModel<TModel>
    {
        return new Network($"{cell}, {TModel.Shape.HiddenSize} units", TModel.Shape.ParameterCount, Train);

        static (IRnnModel, TrainingResult) Train(ulong seed, Optimizer optimizer, Sequences known, FitOptions options)
        {
            TModel model = TModel.Create(seed);
            return (model, new Trainer<TModel>(model, optimizer).Fit(known.Inputs, known.Targets, options));
        }
    }
}

[Rnn(Input = Features.Count, Hidden = 8, Steps = Features.StepCount, Cell = Cell.Gru, Output = 1)]
internal sealed partial class Gru8;

[Rnn(Input = Features.Count, Hidden = 12, Steps = Features.StepCount, Cell = Cell.Gru, Output = 1)]
internal sealed partial class Gru12;

[Rnn(Input = Features.Count, Hidden = 16, Steps = Features.StepCount, Cell = Cell.Gru, Output = 1)]
internal sealed partial class Gru16;

[Rnn(Input = Features.Count, Hidden = 8, Steps = Features.StepCount, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class Lstm8;

[Rnn(Input = Features.Count, Hidden = 12, Steps = Features.StepCount, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class Lstm12;

[Rnn(Input = Features.Count, Hidden = 16, Steps = Features.StepCount, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class Lstm16;
