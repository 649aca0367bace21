using System;
using System.Globalization;
using System.IO;

namespace Unrolled;

/// <summary>Draws training as one line on the console: a bar, the epoch, the losses and the time left. Silent where the output is redirected.</summary>
public sealed class ConsoleProgress : IProgress<TrainingProgress>
{
    private const int BarLength = 24;
    private static readonly TimeSpan s_redrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter? _console;
    private TimeSpan _nextRedraw;
    private float? _validationLoss;
    private int _drawn;

    /// <summary>Draws on <see cref="Console.Out"/>.</summary>
    public ConsoleProgress()
        : this(Console.IsOutputRedirected ? null : Console.Out)
    {
    }

    /// <summary>Draws on a terminal; null for none.</summary>
    internal ConsoleProgress(TextWriter? console) => _console = console;

    /// <summary>Redraws the line: ten times a second at most, and at the end of training.</summary>
    public void Report(TrainingProgress value)
    {
        _validationLoss = value.ValidationLoss ?? _validationLoss;
        if (_console is null || (value.Elapsed < _nextRedraw && !value.IsLast))
            return;

        string line = Line(value);
        _console.Write('\r');
        _console.Write(line.PadRight(_drawn)); // spaces over the rest of a longer line
        _drawn = line.Length;
        _nextRedraw = value.Elapsed + s_redrawInterval;
        if (!value.IsLast)
            return;
        _console.WriteLine();
        _drawn = 0;
        _nextRedraw = default;
        _validationLoss = null;
    }

    private string Line(in TrainingProgress value)
    {
        int filled = (int)(value.Fraction * BarLength);
        string bar = new string('#', filled) + new string('.', BarLength - filled);
        string validation = _validationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $"  validation {loss:G4}") : "";
        string time = value.IsLast ? $"{Clock(value.Elapsed)} in all" : $"{Clock(value.Remaining)} left";
        return string.Create(CultureInfo.InvariantCulture, $"[{bar}] epoch {value.Epoch}/{value.Epochs}  loss {value.Loss:G4}{validation}  {time}");
    }

    private static string Clock(TimeSpan time) => time.TotalHours < 1
        ? time.ToString(@"mm\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
}
