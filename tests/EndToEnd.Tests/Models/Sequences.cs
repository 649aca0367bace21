using System;
using System.Linq;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>Random sequences for a model, with targets that every loss takes: numbers between 0 and 1.</summary>
internal sealed class Sequences
{
    public Sequences(IRnnModel model, int batch, int seed)
    {
        Inputs = Floats.Uniform(batch * model.InputLength, seed);
        Targets = [.. Floats.Uniform(batch * model.OutputLength, seed + 1).Select(Math.Abs)];
        Outputs = new float[Targets.Length];
    }

    /// <summary>[batch, steps, input].</summary>
    public float[] Inputs { get; }

    /// <summary>[batch, output length].</summary>
    public float[] Targets { get; }

    /// <summary>Room for predictions, [batch, output length].</summary>
    public float[] Outputs { get; }
}
