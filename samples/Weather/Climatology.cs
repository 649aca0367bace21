namespace Weather;

/// <summary>
/// What is normal for a day of the year: the mean and two harmonics, fitted by least squares. What is left of a measurement is its
/// anomaly, and weather is the persistence of anomalies.
/// </summary>
internal sealed class Climatology
{
    private const double DaysOfYear = 365.25;

    private readonly double[] _weights;

    private Climatology(double[] weights) => _weights = weights;

    /// <summary>Fits a quantity of all days.</summary>
    public static Climatology Fit(ReadOnlySpan<Day> days, Func<Day, double> quantity)
    {
        Day[] samples = days.ToArray();
        return new Climatology(LeastSquares.Fit([.. samples.Select(day => Harmonics(day.Date))], [.. samples.Select(quantity)]));
    }

    /// <summary>The normal value of a day.</summary>
    public double At(DateOnly date) => LeastSquares.Predict(_weights, Harmonics(date));

    /// <summary>The season as an angle: a full turn a year.</summary>
    public static double Angle(DateOnly date) => 2 * Math.PI * date.DayOfYear / DaysOfYear;

    private static double[] Harmonics(DateOnly date)
    {
        (double sin, double cos) = Math.SinCos(Angle(date));
        (double sin2, double cos2) = Math.SinCos(2 * Angle(date));
        return [1, sin, cos, sin2, cos2];
    }
}
