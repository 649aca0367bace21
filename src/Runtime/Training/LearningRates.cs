using System;

namespace Unrolled;

/// <summary>Schedules for <see cref="FitOptions.LearningRateSchedule"/>: functions from the epoch, counted from 1, to the learning rate.</summary>
public static class LearningRates
{
    /// <summary>Multiplies the rate by a factor after every so many epochs: initial * factor^floor((epoch - 1) / every).</summary>
    /// <param name="initial">The rate of the first epochs, above zero.</param>
    /// <param name="every">Epochs at one rate, at least 1.</param>
    /// <param name="factor">Above zero, most often below one.</param>
    public static Func<int, float> Step(float initial, int every, float factor)
    {
        ThrowIfNotPositive(initial, nameof(initial));
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        ThrowIfNotPositive(factor, nameof(factor));
        return epoch =>
        {
            double rate = initial;
            for (int drops = (epoch - 1) / every; drops > 0; drops--)
                rate *= factor;
            return (float)rate;
        };
    }

    /// <summary>
    /// Half a cosine from the initial rate in the first epoch to the final one in the last (Loshchilov and Hutter 2017, without restarts):
    /// final + (initial - final) (1 + cos(pi t)) / 2, t = (epoch - 1) / (epochs - 1).
    /// </summary>
    /// <param name="initial">The rate of the first epoch, above zero.</param>
    /// <param name="epochs">Epochs of the descent, at least 1; later ones keep the final rate.</param>
    /// <param name="final">The rate of the last epoch, not below zero.</param>
    public static Func<int, float> Cosine(float initial, int epochs, float final = 0)
    {
        ThrowIfNotPositive(initial, nameof(initial));
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(final);
        return epoch =>
        {
            double t = epochs == 1 ? 0 : Math.Min(1, (epoch - 1.0) / (epochs - 1));
            return (float)(final + ((initial - (double)final) * (1 + CosPi(t)) / 2));
        };
    }

    private static void ThrowIfNotPositive(float value, string name)
    {
        if (!(value > 0 && float.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and above zero.");
    }

    /// <summary>
    /// cos(pi t) for t from 0 to 1, as -sin(pi (t - 1/2)) by the sine's Taylor series to x^23, which at |x| = pi/2 leaves less than a double's rounding. The
    /// platform's cosine differs between platforms in the last bit; training shall not.
    /// </summary>
    private static double CosPi(double t)
    {
        double x = Math.PI * (t - 0.5);
        double sum = 1;
        for (int n = 22; n >= 2; n -= 2)
            sum = 1 - (x * x * sum / (n * (n + 1)));
        return -x * sum;
    }
}
