using Unrolled;

namespace Vowels;

/// <summary>How a recogniser is trained.</summary>
/// <param name="Network">What is trained.</param>
/// <param name="Epochs">Passes over the utterances.</param>
/// <param name="LearningRate">Of the first epoch; it falls to a thirtieth.</param>
internal sealed record Recipe(Network Network, int Epochs, float LearningRate)
{
    /// <summary>One recipe for each cell: the choice of <see cref="Selection"/>, which sees no test utterance.</summary>
    public static IReadOnlyList<Recipe> Chosen { get; } =
    [
        new(Network.Of<ElmanBothDropout>("Elman", "both ways, dropout"), Epochs: 40, LearningRate: 0.01f),
        new(Network.Of<GruBothDropout>("GRU", "both ways, dropout"), Epochs: 40, LearningRate: 0.01f),
        new(Network.Of<LstmBothDropout>("LSTM", "both ways, dropout"), Epochs: 40, LearningRate: 0.01f),
    ];

    /// <summary>Trains a new recogniser from the start; means and deviations come from the same utterances.</summary>
    /// <param name="training">What to train on.</param>
    /// <param name="seed">Of the weights, of the batches' order and of dropout.</param>
    public Recognizer Fit(IReadOnlyList<Utterance> training, ulong seed)
    {
        var standardization = new Standardization(training);
        IRnnModel model = Network.Train(new AdamW { WeightDecay = 0.3 }, standardization.Apply(training), new FitOptions
        {
            Seed = seed,
            Epochs = Epochs,
            BatchSize = 16,
            ClipNorm = 1f,
            LearningRateSchedule = LearningRates.Cosine(LearningRate, Epochs, final: LearningRate / 30),
        });
        return new Recognizer(model, standardization);
    }
}
