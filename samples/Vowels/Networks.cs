using Unrolled;

namespace Vowels;

/// <summary>
/// A network of whatever cell and form: it reads the frames of an utterance, as many as there are, forward or both ways, and says from its last
/// hidden states how probable each of the nine speakers is.
/// </summary>
internal sealed record Network
{
    private Network(string cell, string form, int parameterCount, TrainModel train) =>
        (Cell, Form, ParameterCount, Train) = (cell, form, parameterCount, train);

    /// <summary>Trains a new model.</summary>
    /// <param name="optimizer">A new one.</param>
    /// <param name="batch">What to train on.</param>
    /// <param name="options">How to train; its seed is that of the weights too, and the lengths are the batch's.</param>
    public delegate IRnnModel TrainModel(Optimizer optimizer, Batch batch, FitOptions options);

    /// <summary>The recurrent cell.</summary>
    public string Cell { get; }

    /// <summary>The directions it reads in, and whether with dropout.</summary>
    public string Form { get; }

    /// <summary>Trainable numbers.</summary>
    public int ParameterCount { get; }

    /// <summary>Trains a new model of this network's type.</summary>
    public TrainModel Train { get; }

    /// <summary>The network that a class declares.</summary>
    public static Network Of<TModel>(string cell, string form)
        where TModel : class, IRnnModel<TModel>
    {
        return new Network(cell, form, TModel.Shape.ParameterCount, Train);

        static IRnnModel Train(Optimizer optimizer, Batch batch, FitOptions options)
        {
            TModel model = TModel.Create(options.Seed);
            new Trainer<TModel>(model, optimizer).Fit(batch.Inputs, batch.Targets, options with { Lengths = batch.Lengths });
            return model;
        }
    }
}

// VariableLength: an utterance has up to 29 frames, and its network runs as many steps. CrossEntropy implies a softmax over the speakers.
[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Elman, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanForward;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Elman, Bidirectional = true, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanBoth;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Elman, Bidirectional = true, RecurrentDropout = 0.5f, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class ElmanBothDropout;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Gru, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class GruForward;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Gru, Bidirectional = true, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class GruBoth;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Gru, Bidirectional = true, RecurrentDropout = 0.5f, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class GruBothDropout;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Lstm, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmForward;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Lstm, Bidirectional = true, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmBoth;

[Rnn(
    Input = Utterance.Coefficients, Hidden = 32, Steps = Utterance.MostFrames, VariableLength = true,
    Cell = Cell.Lstm, Bidirectional = true, RecurrentDropout = 0.5f, Output = Utterance.Speakers, Loss = Loss.CrossEntropy)]
internal sealed partial class LstmBothDropout;
