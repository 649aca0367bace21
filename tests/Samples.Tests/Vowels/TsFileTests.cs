using System;
using System.IO;
using System.Linq;
using Vowels;
using Xunit;

namespace Unrolled.Samples.Tests.Vowels;

/// <summary>The reader of the sample's data.</summary>
public sealed class TsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData("JapaneseVowels_TRAIN.ts", new[] { 30, 30, 30, 30, 30, 30, 30, 30, 30 }, 7, 26)]
    [InlineData("JapaneseVowels_TEST.ts", new[] { 31, 35, 88, 44, 29, 24, 40, 50, 29 }, 7, 29)]
    public void The_data_have_the_utterances_that_their_authors_counted(string file, int[] ofEachSpeaker, int fewestFrames, int mostFrames)
    {
        Utterance[] utterances = TsFile.Read(Path.Combine(AppContext.BaseDirectory, "data", file));

        Assert.Equal(ofEachSpeaker, utterances.CountBy(utterance => utterance.Speaker).OrderBy(count => count.Key).Select(count => count.Value));
        Assert.Equal(fewestFrames, utterances.Min(utterance => utterance.Length));
        Assert.Equal(mostFrames, utterances.Max(utterance => utterance.Length));
    }

    [Fact]
    public void Frames_follow_one_another_and_coefficients_stand_within_them()
    {
        Write("# comment", "@classLabel true 1 2", "@data", Line(frames: 2, speaker: "3"), "");

        Utterance utterance = Assert.Single(TsFile.Read(_path));

        Assert.Equal(2, utterance.Speaker);
        Assert.Equal(2, utterance.Length);
        Assert.Equal([.. Enumerable.Range(1, 12).Select(i => i + 0.1f), .. Enumerable.Range(1, 12).Select(i => i + 0.2f)], utterance.Frames);
    }

    [Fact]
    public void A_wrong_line_is_named_with_what_is_expected_there()
    {
        string good = Line(frames: 2, speaker: "3");

        AssertRefused("line 2: a line '@data' is expected before the end of the file.", "# comment");
        AssertRefused("line 2: an utterance is expected after '@data'.", "@data");
        AssertRefused("line 3: 12 coefficients and a speaker are expected, with colons between; there are 2 fields.", "@data", good, "1,2:3");
        AssertRefused("line 2: a speaker from 1 to 9 is expected after the last colon, not '10'.", "@data", Line(frames: 2, speaker: "10"));
        AssertRefused("line 2: a speaker from 1 to 9 is expected after the last colon, not ''.", "@data", Line(frames: 2, speaker: ""));
        AssertRefused("line 2: at most 29 frames are expected; there are 30.", "@data", Line(frames: 30, speaker: "1"));
        AssertRefused("line 2: coefficient 4 is expected in 2 frames, as the first is; it is there in 1.", "@data", With(",4.2", ""));
        AssertRefused("line 2: a number is expected as coefficient 4 of frame 2, not '?'.", "@data", With("4.2", "?"));
        AssertRefused("line 2: a number is expected as coefficient 1 of frame 1, not 'NaN'.", "@data", With("1.1,1.2", "NaN,1.2"));

        string With(string text, string other) => good.Replace(text, other, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_path);

    /// <summary>An utterance whose coefficients are 1.1, 2.1 and so on in the first frame, 1.2, 2.2 and so on in the second.</summary>
    private static string Line(int frames, string speaker) => string.Join(
        ':', Enumerable.Range(1, 12).Select(coefficient => string.Join(',', Enumerable.Range(1, frames).Select(frame => $"{coefficient}.{frame}"))).Append(speaker));

    private void AssertRefused(string message, params string[] lines)
    {
        Write(lines);
        Assert.Equal($"{_path}, {message}", Assert.Throws<FormatException>(() => TsFile.Read(_path)).Message);
    }

    private void Write(params string[] lines) => File.WriteAllLines(_path, lines);
}
