using System.Globalization;
using System.Text;

namespace Weather;

/// <summary>One line of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Style">The style sheet's class for its colour.</param>
/// <param name="Values">One for each position on the horizontal axis.</param>
internal sealed record Series(string Name, string Style, double[] Values);

/// <summary>A label of the horizontal axis.</summary>
/// <param name="Position">An index into the values.</param>
/// <param name="Label">Its text.</param>
internal sealed record Tick(int Position, string Label);

/// <summary>A line chart as inline SVG. The page's style sheet colours it, and so follows the reader's light or dark scheme.</summary>
internal sealed class Chart(string title, string unit, IReadOnlyList<Series> lines, IReadOnlyList<Tick> ticks, Tick? mark = null)
{
    private const double Width = 960, Height = 330, Left = 44, Right = 14, Top = 40, Bottom = 28;

    private readonly int _last = Math.Max(1, lines.Max(series => series.Values.Length) - 1);
    private readonly ValueAxis _axis = ValueAxis.Over(lines.SelectMany(series => series.Values));

    /// <summary>What the chart shows.</summary>
    public string Title => title;

    /// <summary>The chart as an <c>svg</c> element.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        Append(svg, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">\n");
        AppendValueAxis(svg);
        AppendTicks(svg);
        AppendSeries(svg);
        AppendLegend(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private void AppendValueAxis(StringBuilder svg)
    {
        foreach (double value in _axis.Values)
        {
            double y = Y(value);
            Append(svg, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{y:F1}\" x2=\"{Width - Right}\" y2=\"{y:F1}\"/>");
            Append(svg, $"<text class=\"end\" x=\"{Left - 8}\" y=\"{y + 4:F1}\">{_axis.Text(value)}</text>\n");
        }

        Append(svg, $"<text class=\"end\" x=\"{Left - 8}\" y=\"20\">{unit}</text>\n");
    }

    private void AppendTicks(StringBuilder svg)
    {
        foreach (Tick tick in ticks)
            Append(svg, $"<text class=\"middle\" x=\"{X(tick.Position):F1}\" y=\"{Height - 8}\">{tick.Label}</text>\n");
        if (mark is null)
            return;
        double x = X(mark.Position);
        Append(svg, $"<line class=\"mark\" x1=\"{x:F1}\" y1=\"{Top}\" x2=\"{x:F1}\" y2=\"{Height - Bottom}\"/>");
        Append(svg, $"<text x=\"{x + 6:F1}\" y=\"{Top + 12}\">{mark.Label}</text>\n");
    }

    private void AppendSeries(StringBuilder svg)
    {
        foreach (Series series in lines)
        {
            Append(svg, $"<polyline class=\"series {series.Style}\" points=\"");
            for (int i = 0; i < series.Values.Length; i++)
                Append(svg, $"{X(i):F1},{Y(series.Values[i]):F1} ");
            svg.Append("\"/>\n");
        }
    }

    private void AppendLegend(StringBuilder svg)
    {
        double x = Left + 14;
        foreach (Series series in lines)
        {
            Append(svg, $"<line class=\"series {series.Style}\" x1=\"{x}\" y1=\"16\" x2=\"{x + 22}\" y2=\"16\"/>");
            Append(svg, $"<text x=\"{x + 28}\" y=\"20\">{series.Name}</text>\n");
            x += 190;
        }
    }

    private double X(int position) => Left + (position * (Width - Left - Right) / _last);

    private double Y(double value) => Top + ((_axis.High - value) * (Height - Top - Bottom) / (_axis.High - _axis.Low));

    private static void Append(StringBuilder svg, FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A range of values with round numbers to label it by.</summary>
internal sealed record ValueAxis(double Low, double High, double Step)
{
    private const int MostSteps = 6;

    /// <summary>The labelled values, from low to high.</summary>
    public IEnumerable<double> Values => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + (i * Step));

    /// <summary>A labelled value with as many decimals as tell it from the next.</summary>
    public string Text(double value) => value.ToString($"F{Math.Max(0, -(int)Math.Floor(Math.Log10(Step)))}", CultureInfo.InvariantCulture);

    /// <summary>The smallest axis with at most six steps of 1, 2 or 5 times a power of ten that holds all values.</summary>
    public static ValueAxis Over(IEnumerable<double> values)
    {
        double[] all = [.. values];
        (double least, double most) = (all.Min(), all.Max());
        double coarsest = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(most - least, 1e-3))));
        double step = new[] { 0.05, 0.1, 0.2, 0.5, 1 }.Select(part => part * coarsest).First(candidate => Steps(candidate) <= MostSteps);
        return new ValueAxis(Math.Floor(least / step) * step, Math.Ceiling(most / step) * step, step);

        double Steps(double candidate) => Math.Ceiling(most / candidate) - Math.Floor(least / candidate);
    }
}
