using Unrolled;

namespace Weather;

/// <summary>
/// A network of whatever type: it reads the features of each day of a fortnight and says tomorrow's maximum temperature, as the
/// standardised anomaly that <see cref="Features"/> defines.
/// </summary>
internal sealed record Network
{
    private Network(string name, int parameterCount, TrainModel train) => (Name, ParameterCount, Train) = (name, parameterCount, train);

    /// <summary>Trains a new model.</summary>
    /// <param name="optimizer">A new one.</param>
    /// <param name="known">What to train on.</param>
    /// <param name="options">How to train; its seed is that of the weights too.</param>
    public delegate (IRnnModel Model, TrainingResult Result) TrainModel(Optimizer optimizer, Sequences known, FitOptions options);

    /// <summary>The cell and the number of units.</summary>
    public string Name { get; }

    /// <summary>Trainable numbers.</summary>
    public int ParameterCount { get; }

    /// <summary>Trains a new model of this network's type.</summary>
    public TrainModel Train { get; }

    /// <summary>The network that a class declares.</summary>
    public static Network Of<TModel>(string cell)
        where TModel : class, IRnnModel<TModel>
    {
        return new Network($"{cell}, {TModel.Shape.HiddenSize} units", TModel.Shape.ParameterCount, Train);

        static (IRnnModel, TrainingResult) Train(Optimizer optimizer, Sequences known, FitOptions options)
        {
            TModel model = TModel.Create(options.Seed);
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
