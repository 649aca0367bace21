using System.Globalization;

namespace Weather;

/// <summary>The weather of one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Precipitation">Rain and melted snow, in millimetres.</param>
/// <param name="Maximum">The highest temperature, in degrees Celsius.</param>
/// <param name="Minimum">The lowest temperature, in degrees Celsius.</param>
/// <param name="Wind">The mean wind speed, in metres per second.</param>
internal readonly record struct Day(DateOnly Date, double Precipitation, double Maximum, double Minimum, double Wind);

/// <summary>Reads daily weather from comma-separated values.</summary>
internal static class WeatherData
{
    private const string Header = "date,precipitation,temp_max,temp_min,wind,weather";

    /// <summary>The days of a file, one after the other without a gap.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="FormatException">The header, a value or the order of the days is wrong; the message names the line.</exception>
    public static Day[] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new FormatException($"{path}, line 1: the header must be '{Header}'.");

        var days = new Day[lines.Length - 1];
        for (int i = 0; i < days.Length; i++)
        {
            if (!TryParse(lines[i + 1].Split(','), out days[i]))
                throw new FormatException($"{path}, line {i + 2}: '{lines[i + 1]}' must hold a date, four numbers and a word.");
            if (i > 0 && days[i].Date != days[i - 1].Date.AddDays(1))
                throw new FormatException($"{path}, line {i + 2}: {days[i].Date:O} must be the day after {days[i - 1].Date:O}.");
        }

        return days;
    }

    private static bool TryParse(string[] fields, out Day day)
    {
        day = default;
        if (fields.Length != 6
            || !DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            || !TryParse(fields[1], out double precipitation)
            || !TryParse(fields[2], out double maximum)
            || !TryParse(fields[3], out double minimum)
            || !TryParse(fields[4], out double wind))
        {
            return false;
        }

        day = new Day(date, precipitation, maximum, minimum, wind);
        return true;
    }

    private static bool TryParse(string field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

/// <summary>
/// The days before the test year. Training and the choice of a recipe are given these and no others, so they cannot see the test year.
/// </summary>
internal sealed class KnownDays
{
    /// <summary>Drops the test year and what comes after it.</summary>
    public KnownDays(Day[] days) => All = days[Years.BeforeTest.Of(days)];

    /// <summary>One after the other.</summary>
    public Day[] All { get; }

    /// <summary>The days of some years.</summary>
    public Day[] Of(Years years) => All[years.Of(All)];
}

/// <summary>Whole years, the first and the last included.</summary>
internal readonly record struct Years(int First, int Last)
{
    /// <summary>What the rehearsal is trained on.</summary>
    public static Years Training { get; } = new(2012, 2013);

    /// <summary>What the rehearsal is watched on.</summary>
    public static Years Validation { get; } = new(2014, 2014);

    /// <summary>Everything before the test: what the network and the baselines are fitted to in the end.</summary>
    public static Years BeforeTest { get; } = new(2012, 2014);

    /// <summary>What every forecast is judged on, and none is fitted to.</summary>
    public static Years Test { get; } = new(2015, 2015);

    /// <summary>The part of the days that lies in these years.</summary>
    /// <param name="days">One after the other.</param>
    public Range Of(ReadOnlySpan<Day> days)
    {
        int start = 0;
        while (start < days.Length && days[start].Date.Year < First)
            start++;
        int end = start;
        while (end < days.Length && days[end].Date.Year <= Last)
            end++;
        return start..end;
    }

    /// <summary>What is left without some years of the middle or of an end: one run of years or two.</summary>
    public Years[] Without(Years held)
    {
        Years[] parts = [this with { Last = held.First - 1 }, this with { First = held.Last + 1 }];
        return [.. parts.Where(part => part.First <= part.Last)];
    }

    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
