using System;
using System.IO;
using Xunit;

namespace Unrolled.Runtime.Tests;

public class ConsoleProgressTests
{
    private static TrainingProgress At(int epoch, int batch, double seconds, float? validationLoss = null, bool isLast = false) =>
        new(epoch, 4, batch, 3, 0.012345f, validationLoss, TimeSpan.FromSeconds(seconds), isLast);

    [Fact]
    public void Draws_one_line_with_bar_epoch_losses_and_time_left()
    {
        var console = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress(console);
        progress.Report(At(1, 3, 10, validationLoss: 0.5f));
        progress.Report(At(2, 1, 20));
        progress.Report(At(4, 3, 60, validationLoss: 0.25f, isLast: true));

        Assert.Equal(
            [
                "",
                "[######..................] epoch 1/4  loss 0.01235  validation 0.5  00:30 left",
                "[########................] epoch 2/4  loss 0.01235  validation 0.5  00:40 left",
                "[########################] epoch 4/4  loss 0.01235  validation 0.25  01:00 in all\n",
            ],
            console.ToString().Split('\r'));
    }

    [Fact]
    public void Covers_what_is_left_of_a_longer_line()
    {
        var console = new StringWriter();
        var progress = new ConsoleProgress(console);
        progress.Report(At(1, 1, 10_000));
        progress.Report(At(4, 2, 10_001));

        string[] lines = console.ToString().Split('\r');
        Assert.Contains("30:33:20 left", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("15:09 left   ", lines[2], StringComparison.Ordinal);
        Assert.Equal(lines[1].Length, lines[2].Length);
    }

    [Fact]
    public void Redraws_ten_times_a_second_at_most_and_always_at_the_end()
    {
        var console = new StringWriter();
        var progress = new ConsoleProgress(console);
        for (int ms = 1; ms <= 1000; ms++)
            progress.Report(At(1, 1, ms / 1000.0));
        int drawn = console.ToString().Split('\r').Length - 1;
        progress.Report(At(1, 2, 1.0001, isLast: true));

        Assert.InRange(drawn, 9, 10);
        Assert.EndsWith(console.NewLine, console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_silent_without_a_terminal() => new ConsoleProgress(console: null).Report(At(1, 1, 1));
}
