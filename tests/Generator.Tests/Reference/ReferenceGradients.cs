using System.Collections.Generic;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>A mean loss, and its gradients by everything that goes in.</summary>
/// <param name="Loss">The mean.</param>
/// <param name="Parameters">By all parameters.</param>
/// <param name="Initial">By the initial states of each kind, in torch's layout.</param>
/// <param name="Inputs">By the inputs, [batch, steps, input]; zero behind the ends of sequences.</param>
internal sealed record ReferenceGradients(Rounded Loss, Rounded[] Parameters, IReadOnlyDictionary<string, Rounded[]> Initial, Rounded[] Inputs);
