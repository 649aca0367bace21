using System;
using System.IO;
using System.Linq;
using Vowels;
using Xunit;

namespace Unrolled.Samples.Tests.Vowels;

/// <summary>From utterances of unequal length to a recogniser that knows who speaks.</summary>
public sealed class RecognizerTests
{
    private static readonly Utterance[] s_utterances = TsFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "JapaneseVowels_TRAIN.ts"));

    private static readonly Utterance[] s_known = [.. s_utterances.Where((_, i) => i % 2 == 0)];

    private static readonly Utterance[] s_others = [.. s_utterances.Where((_, i) => i % 2 == 1)];

    [Fact]
    public void Coefficients_are_standardised_over_the_frames_that_are_trained_on_and_padded_with_zeros()
    {
        Batch batch = new Standardization(s_known).Apply(s_known);

        float[][][] frames = [.. batch.Inputs.Chunk(29 * 12).Select(sequence => sequence.Chunk(12).ToArray())];
        float[][] real = [.. frames.SelectMany((sequence, i) => sequence[..batch.Lengths[i]])];
        Assert.Equal(s_known.Select(utterance => utterance.Length), batch.Lengths);
        for (int coefficient = 0; coefficient < 12; coefficient++)
        {
            Assert.Equal(0, real.Average(frame => (double)frame[coefficient]), 1e-6);
            Assert.Equal(1, real.Average(frame => (double)frame[coefficient] * frame[coefficient]), 1e-6);
        }

        Assert.All(frames.SelectMany((sequence, i) => sequence[batch.Lengths[i]..]), frame => Assert.All(frame, value => Assert.Equal(0, value)));
        Assert.Equal(s_known.Select(utterance => utterance.Speaker), batch.Targets.Chunk(9).Select(target => Array.IndexOf(target, 1)));
    }

    [Fact]
    public void Other_utterances_are_standardised_by_those_that_were_trained_on()
    {
        var standardization = new Standardization(s_known);
        Utterance other = s_others[0];

        Batch alone = standardization.Apply([other]);
        Batch together = standardization.Apply([.. s_known, other]);

        Assert.Equal(together.Inputs[^alone.Inputs.Length..], alone.Inputs);
    }

    /// <summary>One speaker in nine is right by chance.</summary>
    [Fact]
    public void A_short_training_recognises_utterances_that_it_has_not_heard()
    {
        foreach (Recipe recipe in Recipe.Chosen.Select(recipe => recipe with { Epochs = 5 }))
        {
            Score score = recipe.Fit(s_known, seed: 1).Judge(s_others);

            Assert.True(score.Accuracy > 0.8, $"{recipe.Network.Cell}: {score}");
            Assert.Equal(score, recipe.Fit(s_known, seed: 1).Judge(s_others));
            Assert.NotEqual(score, recipe.Fit(s_known, seed: 2).Judge(s_others));
        }
    }

    /// <summary>Frames of mean coefficients are what a batch is padded with: heard they change the answer, as padding they must not be heard.</summary>
    [Fact]
    public void An_utterance_ends_with_its_last_frame()
    {
        Recognizer recognizer = (Recipe.Chosen[0] with { Epochs = 5 }).Fit(s_known, seed: 1);
        float[][] frames = [.. s_known.SelectMany(known => known.Frames.Chunk(12))];
        float[] mean = [.. Enumerable.Range(0, 12).Select(coefficient => (float)frames.Average(frame => (double)frame[coefficient]))];
        Utterance utterance = s_others.MinBy(other => other.Length)!;
        float[] silence = [.. Enumerable.Repeat(mean, 29 - utterance.Length).SelectMany(frame => frame)];

        double ended = recognizer.Judge([utterance]).CrossEntropy;
        double goneOn = recognizer.Judge([utterance with { Frames = [.. utterance.Frames, .. silence] }]).CrossEntropy;
        double amongOthers = recognizer.Judge([utterance, .. s_others]).CrossEntropy;

        Assert.True(Math.Abs(ended - goneOn) > 0.01, $"{ended} with its own end, {goneOn} with silence after it");
        Assert.Equal(ended + (recognizer.Judge(s_others).CrossEntropy * s_others.Length), amongOthers * (s_others.Length + 1), 1e-9);
    }
}
