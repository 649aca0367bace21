using System.Collections.Generic;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Gradients;

/// <summary>
/// The gradient of one parameter block, summed over steps and sequences: delta source' for a matrix, delta * source for a vector that multiplies the
/// source element by element, delta alone for a bias.
/// </summary>
internal sealed record WeightGradient(ParameterBlock Block, Value Delta, Value? Source)
{
    /// <summary>Whether the parameter is a diagonal: a vector that multiplies its source element by element.</summary>
    public bool IsDiagonal => !Block.IsMatrix && Source is not null;
}

/// <summary>The adjoint of a state: what comes from the step after, and what goes to the step before.</summary>
internal sealed record StateAdjoint(string Name, Value Incoming, Value Outgoing);

/// <summary>The adjoint of one step, in the same graph as the step. BPTT calls it backwards in time.</summary>
/// <param name="Step">The step that was differentiated.</param>
/// <param name="States">The adjoints of the states.</param>
/// <param name="Output">The adjoint of the output as given from outside, or null where only the states' adjoints count.</param>
/// <param name="Input">The adjoint of the step's input, or null where nothing trainable depends on it.</param>
/// <param name="Weights">The gradients of all parameters.</param>
/// <param name="Tape">The values of the forward step that the adjoint or a weight gradient reads.</param>
internal sealed record StepAdjoint(
    StepGraph Step,
    IReadOnlyList<StateAdjoint> States,
    Value? Output,
    Value? Input,
    IReadOnlyList<WeightGradient> Weights,
    IReadOnlyList<Value> Tape);
