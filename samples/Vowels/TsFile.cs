using System.Globalization;

namespace Vowels;

/// <summary>
/// Reads utterances from a .ts file, a text format for time series: comments (#) and properties (@), then after @data a line for each utterance. Colons
/// separate its coefficients and, at the end, its speaker; commas separate a coefficient's values in one frame after the other.
/// </summary>
internal static class TsFile
{
    private const string Data = "@data";

    /// <summary>The utterances of a file, in its order.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">A line is not what it must be; the message names file and line and says what is expected.</exception>
    public static Utterance[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int data = Array.FindIndex(lines, line => line.Trim() == Data);
        if (data < 0)
            throw new FormatException($"{path}, line {lines.Length + 1}: a line '{Data}' is expected before the end of the file.");

        var utterances = new List<Utterance>();
        for (int i = data + 1; i < lines.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                utterances.Add(Parse(lines[i], $"{path}, line {i + 1}"));
        }

        if (utterances.Count == 0)
            throw new FormatException($"{path}, line {lines.Length + 1}: an utterance is expected after '{Data}'.");
        return [.. utterances];
    }

    private static Utterance Parse(string line, string place)
    {
        string[] fields = line.Split(':');
        if (fields.Length != Utterance.Coefficients + 1)
        {
            throw new FormatException(
                $"{place}: {Utterance.Coefficients} coefficients and a speaker are expected, with colons between; there are {fields.Length} fields.");
        }

        if (!int.TryParse(fields[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int speaker) || speaker is < 1 or > Utterance.Speakers)
            throw new FormatException($"{place}: a speaker from 1 to {Utterance.Speakers} is expected after the last colon, not '{fields[^1]}'.");

        string[][] values = [.. fields[..^1].Select(field => field.Split(','))];
        int length = values[0].Length;
        if (length > Utterance.MostFrames)
            throw new FormatException($"{place}: at most {Utterance.MostFrames} frames are expected; there are {length}.");

        var frames = new float[length * Utterance.Coefficients];
        for (int coefficient = 0; coefficient < Utterance.Coefficients; coefficient++)
        {
            if (values[coefficient].Length != length)
            {
                throw new FormatException(
                    $"{place}: coefficient {coefficient + 1} is expected in {length} frames, as the first is; it is there in {values[coefficient].Length}.");
            }

            for (int frame = 0; frame < length; frame++)
            {
                string text = values[coefficient][frame];
                if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
                    throw new FormatException($"{place}: a number is expected as coefficient {coefficient + 1} of frame {frame + 1}, not '{text}'.");
                frames[(frame * Utterance.Coefficients) + coefficient] = value;
            }
        }

        return new Utterance(frames, speaker - 1);
    }
}
