using Unrolled;

namespace Weather;

/// <summary>A trained network with the units it reads and answers in.</summary>
internal sealed record Forecaster(IRnnModel Model, Features Features)
{
    /// <summary>The maxima of the sequences' days, in degrees Celsius.</summary>
    public double[] Forecast(Sequences sequences)
    {
        var outputs = new float[sequences.Targets.Length];
        Model.Predict(sequences.Inputs, outputs);
        return [.. outputs.Zip(sequences.Days, (output, day) => Features.Maximum(output, day.Date))];
    }
}
