namespace Unrolled;

/// <summary>The sizes of a model, in floats.</summary>
/// <param name="InputSize">Features per time step.</param>
/// <param name="HiddenSize">Units of every recurrent layer.</param>
/// <param name="StepCount">Time steps of one sequence.</param>
/// <param name="OutputSize">Width of one output vector.</param>
/// <param name="InputLength">Floats of one input sequence.</param>
/// <param name="OutputLength">Floats of one result.</param>
/// <param name="ParameterCount">Trainable floats.</param>
public readonly record struct ModelShape(
    int InputSize, int HiddenSize, int StepCount, int OutputSize, int InputLength, int OutputLength, int ParameterCount)
{
    /// <summary>Whether the declaration has dropout, which <see cref="BatchContext.DropoutSeed"/> turns on.</summary>
    public bool HasDropout { get; init; }

    /// <summary>Whether sequences may be shorter than <see cref="StepCount"/>, their lengths given.</summary>
    public bool HasLengths { get; init; }

    /// <summary>Output vectors of one result: one, or one for each step.</summary>
    public int OutputSteps => OutputLength / OutputSize;
}
