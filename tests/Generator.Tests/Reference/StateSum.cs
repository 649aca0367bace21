using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>The states of a batch, or gradients by them, by kind and in torch's layout.</summary>
internal sealed class StateSum(RnnSpec spec, ModelEquations layer, int batch)
{
    private readonly Dictionary<string, Rounded[]> _kinds = layer.Layer.States.ToDictionary(s => s.Name, s => new Rounded[ReferenceContext.LengthOf(spec, s.Name, batch)]);

    /// <summary>The states of each kind.</summary>
    public IReadOnlyDictionary<string, Rounded[]> Kinds => _kinds;

    /// <summary>Sets the states of a layer in one direction for one sequence.</summary>
    public void Set(int index, int direction, int sequence, IReadOnlyDictionary<string, Rounded[]> states)
    {
        foreach ((string kind, Rounded[] state) in states)
        {
            state.CopyTo(_kinds[kind], ReferenceContext.PlaceOf(spec, kind, index, direction, sequence, batch));
        }
    }
}
