namespace Vowels;

/// <summary>Brings each coefficient to a mean of 0 and a standard deviation of 1 over all frames that are trained on.</summary>
internal sealed class Standardization
{
    private readonly double[] _mean = new double[Utterance.Coefficients];
    private readonly double[] _deviation = new double[Utterance.Coefficients];

    /// <summary>Takes means and deviations from the utterances to train on, at least one.</summary>
    public Standardization(IReadOnlyList<Utterance> training)
    {
        float[][] frames = [.. training.SelectMany(utterance => utterance.Frames.Chunk(Utterance.Coefficients))];
        for (int coefficient = 0; coefficient < Utterance.Coefficients; coefficient++)
        {
            double mean = frames.Average(frame => (double)frame[coefficient]);
            _mean[coefficient] = mean;
            _deviation[coefficient] = Math.Sqrt(frames.Average(frame => (frame[coefficient] - mean) * (frame[coefficient] - mean)));
        }
    }

    /// <summary>A batch of these or of other utterances.</summary>
    public Batch Apply(IReadOnlyList<Utterance> utterances)
    {
        const int InputLength = Utterance.MostFrames * Utterance.Coefficients;
        var inputs = new float[utterances.Count * InputLength];
        var targets = new float[utterances.Count * Utterance.Speakers];
        for (int i = 0; i < utterances.Count; i++)
        {
            float[] values = utterances[i].Frames;
            for (int j = 0; j < values.Length; j++)
            {
                int coefficient = j % Utterance.Coefficients;
                inputs[(i * InputLength) + j] = (float)((values[j] - _mean[coefficient]) / _deviation[coefficient]);
            }

            targets[(i * Utterance.Speakers) + utterances[i].Speaker] = 1;
        }

        return new Batch(inputs, [.. utterances.Select(utterance => utterance.Length)], targets);
    }
}
