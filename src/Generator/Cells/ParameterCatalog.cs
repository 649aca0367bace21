using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>A parameter as the user sees it: torch's name and shape.</summary>
/// <param name="Name">"weight_ih_l0".</param>
/// <param name="Role">The member of the runtime's ParameterRole.</param>
/// <param name="Rows">Rows, or the length of a vector.</param>
/// <param name="Columns">Columns; 0 for a vector.</param>
/// <param name="Gates">The gates whose rows it holds, one letter each; empty for the head.</param>
/// <param name="Offset">Its first float among all parameters.</param>
internal sealed record ParameterTensor(string Name, string Role, int Rows, int Columns, string Gates, int Offset)
{
    /// <summary>Floats of the tensor.</summary>
    public int Length => Rows * (Columns == 0 ? 1 : Columns);
}

/// <summary>The parameters of a model in torch's order, one after the other.</summary>
internal sealed class ParameterCatalog
{
    private ParameterCatalog(IReadOnlyList<ParameterTensor> tensors) => Tensors = tensors;

    /// <summary>The tensors, in order.</summary>
    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>Floats of all parameters.</summary>
    public int Length => Tensors.Sum(t => t.Length);

    /// <summary>The parameters of a declaration.</summary>
    public static ParameterCatalog Of(RnnSpec spec)
    {
        string gates = CellCatalog.Find(spec.Cell).Gates;
        int rows = gates.Length * spec.Hidden;
        var tensors = new List<ParameterTensor>();
        void Add(string name, string role, int tensorRows, int columns, string tensorGates) =>
            tensors.Add(new ParameterTensor(name, role, tensorRows, columns, tensorGates, tensors.Sum(t => t.Length)));
        Add("weight_ih_l0", "InputWeight", rows, spec.Input, gates);
        Add("weight_hh_l0", "RecurrentWeight", rows, spec.Hidden, gates);
        if (spec.Bias)
        {
            Add("bias_ih_l0", "InputBias", rows, 0, gates);
            Add("bias_hh_l0", "RecurrentBias", rows, 0, gates);
        }

        if (spec.HasHead)
        {
            Add("head.weight", "HeadWeight", spec.Output, spec.Hidden, "");
            Add("head.bias", "HeadBias", spec.Output, 0, "");
        }

        return new ParameterCatalog(tensors);
    }

    /// <summary>The first float of a block among all parameters.</summary>
    public int OffsetOf(ParameterBlock block)
    {
        ParameterTensor tensor = Tensors.Single(t => t.Name == block.Parameter);
        return tensor.Offset + (block.FirstRow * (tensor.Columns == 0 ? 1 : tensor.Columns));
    }
}
