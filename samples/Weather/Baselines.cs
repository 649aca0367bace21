namespace Weather;

/// <summary>What a forecast must beat: two that need no network.</summary>
internal static class Baselines
{
    /// <summary>Tomorrow will be like today.</summary>
    /// <returns>Maxima in degrees Celsius, one for each day of the years.</returns>
    public static double[] Persistence(Day[] days, Years years) =>
        [.. Indices(days, years, 1).Select(i => days[i - 1].Maximum)];

    /// <summary>AR(p): a constant and the last p maxima, weighted by least squares.</summary>
    /// <param name="days">One after the other.</param>
    /// <param name="fitted">The years the weights are fitted to.</param>
    /// <param name="years">The years to forecast.</param>
    /// <param name="order">The number p of days looked back on.</param>
    /// <returns>Maxima in degrees Celsius, one for each day of the years.</returns>
    public static double[] Autoregression(Day[] days, Years fitted, Years years, int order)
    {
        int[] known = [.. Indices(days, fitted, order)];
        double[] weights = LeastSquares.Fit([.. known.Select(i => Past(days, i, order))], [.. known.Select(i => days[i].Maximum)]);
        return [.. Indices(days, years, order).Select(i => LeastSquares.Predict(weights, Past(days, i, order)))];
    }

    /// <summary>The days of the years that have so many days before them.</summary>
    private static IEnumerable<int> Indices(Day[] days, Years years, int before)
    {
        (int start, int count) = years.Of(days).GetOffsetAndLength(days.Length);
        int first = Math.Max(start, before);
        return Enumerable.Range(first, start + count - first);
    }

    private static double[] Past(Day[] days, int index, int order) =>
        [1, .. Enumerable.Range(1, order).Select(lag => days[index - lag].Maximum)];
}
