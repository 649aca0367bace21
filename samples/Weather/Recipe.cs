using Unrolled;

namespace Weather;

/// <summary>How a forecaster is trained.</summary>
/// <param name="Network">What is trained.</param>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="LearningRate">Of the first epoch; it falls to a thirtieth.</param>
/// <param name="WeightDecay">AdamW's.</param>
internal sealed record Recipe(Network Network, int Epochs, float LearningRate, double WeightDecay)
{
    /// <summary>The recipe of all seeds: the choice of <see cref="Selection"/>, which sees no day of the test year.</summary>
    public static Recipe Chosen { get; } = new(Network.Of<Gru8>("GRU"), Epochs: 20, LearningRate: 0.01f, WeightDecay: 0.3);

    /// <summary>Trains a new forecaster from the start; climatology and scales come from the training years too.</summary>
    /// <param name="days">What there is to train on.</param>
    /// <param name="training">The years to train on; none of their sequences reaches into a year between them.</param>
    /// <param name="watched">A year whose loss is taken after every epoch, the lowest of which is restored at the end.</param>
    /// <param name="run">Seed, progress and cancellation; the rest is the recipe's.</param>
    public (Forecaster Forecaster, TrainingResult Result) Fit(KnownDays days, Years[] training, Years? watched, FitOptions run)
    {
        Day[][] parts = [.. training.Select(days.Of)];
        var features = Features.Fit([.. parts.SelectMany(part => part)]);
        var known = Sequences.Join([.. parts.Zip(training, (part, years) => features.Sequences(part, years))]);
        Sequences? held = watched is { } year ? features.Sequences(days.All, year) : null;
        (IRnnModel model, TrainingResult result) = Network.Train(new AdamW { WeightDecay = WeightDecay }, known, run with
        {
            Epochs = Epochs,
            BatchSize = 32,
            ClipNorm = 1f,
            LearningRateSchedule = LearningRates.Cosine(LearningRate, Epochs, final: LearningRate / 30),
            Validation = held is null ? null : (held.Inputs, held.Targets),
        });
        return (new Forecaster(model, features), result);
    }
}
