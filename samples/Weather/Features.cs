namespace Weather;

/// <summary>
/// What the network sees of a day, in units of the training years' standard deviation: the anomalies of the maximum and of the minimum
/// temperature, the root of the rain (which tames its long tail), the wind, and tomorrow's place in the year as sine and cosine. The
/// target is tomorrow's first feature.
/// </summary>
internal sealed class Features
{
    /// <summary>Features of one day.</summary>
    public const int Count = 6;

    /// <summary>Days that are read before one is forecast: a fortnight.</summary>
    public const int StepCount = 14;

    private const int InputLength = StepCount * Count;

    private readonly Climatology _normalMaximum;
    private readonly Climatology _normalMinimum;
    private readonly Scale _maximum;
    private readonly Scale _minimum;
    private readonly Scale _rain;
    private readonly Scale _wind;

    private Features(ReadOnlySpan<Day> training)
    {
        Day[] days = training.ToArray();
        _normalMaximum = Climatology.Fit(days, day => day.Maximum);
        _normalMinimum = Climatology.Fit(days, day => day.Minimum);
        _maximum = Scale.Of([.. days.Select(MaximumAnomaly)]);
        _minimum = Scale.Of([.. days.Select(MinimumAnomaly)]);
        _rain = Scale.Of([.. days.Select(day => Math.Sqrt(day.Precipitation))]);
        _wind = Scale.Of([.. days.Select(day => day.Wind)]);
    }

    /// <summary>Degrees Celsius per unit of the network's output.</summary>
    public double DegreesPerUnit => _maximum.Deviation;

    /// <summary>Takes climatology and scales from the training years alone.</summary>
    public static Features Fit(ReadOnlySpan<Day> training) => new(training);

    /// <summary>The sequences whose forecast day lies in the given years and has a whole fortnight before it.</summary>
    /// <param name="days">One after the other; may begin before the years, so that their first days have a fortnight too.</param>
    /// <param name="years">The years to forecast.</param>
    public Sequences Sequences(ReadOnlySpan<Day> days, Years years)
    {
        (int start, int count) = years.Of(days).GetOffsetAndLength(days.Length);
        int first = Math.Max(start, StepCount);
        var forecast = days[first..(start + count)].ToArray();
        var inputs = new float[forecast.Length * InputLength];
        var targets = new float[forecast.Length];
        for (int i = 0; i < forecast.Length; i++)
        {
            for (int step = 0; step < StepCount; step++)
                Write(days[first + i - StepCount + step], inputs.AsSpan((i * InputLength) + (step * Count), Count));
            targets[i] = StandardizedMaximum(forecast[i]);
        }

        return new Sequences(forecast, inputs, targets);
    }

    /// <summary>A forecast in degrees Celsius.</summary>
    /// <param name="output">The network's output.</param>
    /// <param name="date">The day it is for.</param>
    public double Maximum(float output, DateOnly date) => _normalMaximum.At(date) + _maximum.Restore(output);

    private void Write(Day day, Span<float> features)
    {
        (double sin, double cos) = Math.SinCos(Climatology.Angle(day.Date.AddDays(1)));
        features[0] = StandardizedMaximum(day);
        features[1] = (float)_minimum.Standardize(MinimumAnomaly(day));
        features[2] = (float)_rain.Standardize(Math.Sqrt(day.Precipitation));
        features[3] = (float)_wind.Standardize(day.Wind);
        features[4] = (float)sin;
        features[5] = (float)cos;
    }

    private float StandardizedMaximum(Day day) => (float)_maximum.Standardize(MaximumAnomaly(day));

    private double MaximumAnomaly(Day day) => day.Maximum - _normalMaximum.At(day.Date);

    private double MinimumAnomaly(Day day) => day.Minimum - _normalMinimum.At(day.Date);
}

/// <summary>Fortnights and the days after them, as the network reads them.</summary>
/// <param name="Days">The days to forecast, [count].</param>
/// <param name="Inputs">The features of the fourteen days before each, [count, 14, 6].</param>
/// <param name="Targets">The standardised anomaly of each day's maximum, [count, 1].</param>
internal sealed record Sequences(Day[] Days, float[] Inputs, float[] Targets)
{
    /// <summary>The sequences of all parts, one part after the other.</summary>
    public static Sequences Join(IReadOnlyCollection<Sequences> parts) => new(
        [.. parts.SelectMany(part => part.Days)],
        [.. parts.SelectMany(part => part.Inputs)],
        [.. parts.SelectMany(part => part.Targets)]);
}

/// <summary>Standardisation: the mean goes to 0, the standard deviation to 1.</summary>
internal readonly record struct Scale(double Mean, double Deviation)
{
    /// <summary>The scale of a sample.</summary>
    public static Scale Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return new Scale(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    /// <summary>From the quantity's own unit to standard deviations.</summary>
    public double Standardize(double value) => (value - Mean) / Deviation;

    /// <summary>From standard deviations back to the quantity's own unit.</summary>
    public double Restore(double standardized) => Mean + (standardized * Deviation);
}
