using System.Collections.Generic;

namespace Unrolled.Generator.Equations;

/// <summary>A state of a cell: what a step reads of it and what it makes of it.</summary>
/// <param name="Name">"h", "c".</param>
/// <param name="Previous">The <see cref="Operator.State"/> leaf.</param>
/// <param name="Next">The value that the next step reads.</param>
internal sealed record StateUpdate(string Name, Value Previous, Value Next);

/// <summary>The mask of a sequence that multiplies, at every step, what recurrent products read.</summary>
/// <param name="Elements">The mask, which is given: one element for each of a state.</param>
/// <param name="Masked">The first value that it multiplies: the state that it masks.</param>
internal sealed record RecurrentMask(Value Elements, Value Masked);

/// <summary>The equations of one step: a recurrent cell, or (without states) the dense head.</summary>
/// <param name="Input">What the step reads from outside.</param>
/// <param name="States">What it carries to the next step.</param>
/// <param name="Output">What it gives to the layer above, the head or the user.</param>
internal sealed record StepGraph(Value Input, IReadOnlyList<StateUpdate> States, Value Output)
{
    /// <summary>The graph that holds the values.</summary>
    public Graph Graph => Input.Graph;

    /// <summary>The mask of recurrent dropout, in the step of training alone; else null.</summary>
    public RecurrentMask? Mask { get; init; }
}
