using Unrolled;

namespace Weather;

/// <summary>
/// Reads the six features of each day of a fortnight and says tomorrow's maximum temperature, as the standardised anomaly that
/// <see cref="Features"/> defines.
/// </summary>
[Rnn(Input = Features.Count, Hidden = 12, Steps = 14, Cell = Cell.Gru, Output = 1)]
internal sealed partial class Forecaster;

/// <summary>A trained network with the units it reads and answers in.</summary>
internal sealed record FittedForecaster(Forecaster Network, Features Features)
{
    /// <summary>The maxima of the sequences' days, in degrees Celsius.</summary>
    public double[] Forecast(Sequences sequences)
    {
        var outputs = new float[sequences.Targets.Length];
        Network.Predict(sequences.Inputs, outputs);
        return [.. outputs.Zip(sequences.Days, (output, day) => Features.Maximum(output, day.Date))];
    }
}
