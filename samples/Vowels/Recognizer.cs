using System.Diagnostics;
using Unrolled;

namespace Vowels;

/// <summary>How well speakers are told apart.</summary>
/// <param name="Accuracy">The part of the utterances whose speaker was the most probable one.</param>
/// <param name="CrossEntropy">The mean of -log of the true speaker's probability, in nats.</param>
internal readonly record struct Score(double Accuracy, double CrossEntropy);

/// <summary>A trained network with the standardisation that it reads through.</summary>
internal sealed record Recognizer(IRnnModel Model, Standardization Standardization)
{
    /// <summary>Recognises the speakers of some utterances and compares them with the true ones.</summary>
    public Score Judge(IReadOnlyList<Utterance> utterances)
    {
        Batch batch = Standardization.Apply(utterances);
        var probabilities = new float[batch.Targets.Length];
        Model.Predict(batch.Inputs, probabilities, new BatchContext { Lengths = batch.Lengths });

        int right = 0;
        double loss = 0;
        for (int i = 0; i < utterances.Count; i++)
        {
            ReadOnlySpan<float> speakers = probabilities.AsSpan(i * Utterance.Speakers, Utterance.Speakers);
            int speaker = utterances[i].Speaker;
            if (MostProbable(speakers) == speaker)
                right++;
            loss -= Math.Log(speakers[speaker]);
        }

        return new Score((double)right / utterances.Count, loss / utterances.Count);
    }

    /// <summary>The time that an utterance of a batch takes, in microseconds: the mean over a fifth of a second.</summary>
    public double MicrosecondsPerUtterance(IReadOnlyList<Utterance> utterances)
    {
        Batch batch = Standardization.Apply(utterances);
        var probabilities = new float[batch.Targets.Length];
        var watch = Stopwatch.StartNew();
        int runs = 0;
        for (; watch.ElapsedMilliseconds < 200; runs++)
            Model.Predict(batch.Inputs, probabilities, new BatchContext { Lengths = batch.Lengths });
        return watch.Elapsed.TotalMicroseconds / runs / utterances.Count;
    }

    private static int MostProbable(ReadOnlySpan<float> speakers)
    {
        int most = 0;
        for (int speaker = 1; speaker < speakers.Length; speaker++)
        {
            if (speakers[speaker] > speakers[most])
                most = speaker;
        }

        return most;
    }
}
