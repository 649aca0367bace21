using System;
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
/// <param name="FanIn">The n of torch's bound 1 / sqrt(n): the units of a recurrent layer, the inputs of the head.</param>
/// <param name="Offset">Its first float among all parameters.</param>
internal sealed record ParameterTensor(string Name, string Role, int Rows, int Columns, string Gates, int FanIn, int Offset)
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
        List<ParameterTensor> tensors = spec.IsOneLayer ? OfLayer(spec) : OfLayers(spec);
        AddHead(spec with { Hidden = spec.FeatureSize, Projection = 0 }, tensors);
        if (spec.LearnedInitialState)
        {
            AddInitialStates(spec, tensors);
        }

        return new ParameterCatalog(tensors);
    }

    /// <summary>The parameters of the head alone, which reads the hidden units of the declaration.</summary>
    public static ParameterCatalog OfHead(RnnSpec spec)
    {
        var tensors = new List<ParameterTensor>();
        AddHead(spec, tensors);
        return new ParameterCatalog(tensors);
    }

    /// <summary>Layer after layer, of each the forward direction first.</summary>
    private static List<ParameterTensor> OfLayers(RnnSpec model)
    {
        var tensors = new List<ParameterTensor>();
        foreach (LayerSpec layer in LayerSpec.Of(model))
        {
            foreach (string direction in DirectionsOf(model))
            {
                int start = tensors.Sum(t => t.Length);
                tensors.AddRange(OfLayer(layer.Spec).Select(t => t with { Name = NameIn(layer.Index, direction, t.Name), Offset = start + t.Offset }));
            }
        }

        return tensors;
    }

    /// <summary>
    /// The states that sequences begin with, last of all: what stands before them is all that the model has without them. Of each layer and direction the states in
    /// the order of the cell's equations, as in torch.nn's (h_0, c_0).
    /// </summary>
    private static void AddInitialStates(RnnSpec model, List<ParameterTensor> tensors)
    {
        foreach (LayerSpec layer in LayerSpec.Of(model))
        {
            IReadOnlyList<StateUpdate> states = CellCatalog.Step(layer.Spec).States;
            foreach (string direction in DirectionsOf(model))
            {
                foreach (StateUpdate state in states)
                {
                    string name = NameIn(layer.Index, direction, state.Name + "0_l0");
                    tensors.Add(new ParameterTensor(name, "InitialState", state.Next.Length, 0, "", layer.Spec.Hidden, tensors.Sum(t => t.Length)));
                }
            }
        }
    }

    private static IReadOnlyList<string> DirectionsOf(RnnSpec model) => model.Bidirectional ? ["", "_reverse"] : [""];

    /// <summary>"weight_ih_l1_reverse" for "weight_ih_l0", the name it has where the layer is alone.</summary>
    private static string NameIn(int layer, string direction, string name) =>
        FormattableString.Invariant($"{name.Substring(0, name.Length - "_l0".Length)}_l{layer}{direction}");

    /// <summary>One layer that is alone, in one direction, without the head.</summary>
    private static List<ParameterTensor> OfLayer(RnnSpec spec)
    {
        string gates = CellCatalog.Find(spec.Cell).Gates(spec);
        int rows = gates.Length * spec.Hidden;
        var tensors = new List<ParameterTensor>();
        void Add(string name, string role, int tensorRows, int columns, string tensorGates, int fanIn) =>
            tensors.Add(new ParameterTensor(name, role, tensorRows, columns, tensorGates, fanIn, tensors.Sum(t => t.Length)));
        Add("weight_ih_l0", "InputWeight", rows, spec.Input, gates, spec.Hidden);
        Add("weight_hh_l0", "RecurrentWeight", rows, spec.ContextWidth, gates, spec.Hidden);
        if (spec.BiasesOfGate > 0)
        {
            Add("bias_ih_l0", "InputBias", rows, 0, gates, spec.Hidden);
        }

        if (spec.BiasesOfGate > 1)
        {
            Add("bias_hh_l0", "RecurrentBias", rows, 0, gates, spec.Hidden);
        }

        if (spec.Projection > 0)
        {
            Add("weight_hr_l0", "ProjectionWeight", spec.Projection, spec.Hidden, "", spec.Hidden);
        }

        string seeing = LstmCell.PeepholeGates(spec);
        if (seeing.Length > 0)
        {
            Add("weight_ch_l0", "PeepholeWeight", seeing.Length * spec.Hidden, spec.Peepholes == Peepholes.Full ? spec.Hidden : 0, seeing, spec.Hidden);
        }

        return tensors;
    }

    private static void AddHead(RnnSpec spec, List<ParameterTensor> tensors)
    {
        if (spec.HasHead)
        {
            int start = tensors.Sum(t => t.Length);
            tensors.Add(new ParameterTensor("head.weight", "HeadWeight", spec.Output, spec.HiddenWidth, "", spec.HiddenWidth, start));
            tensors.Add(new ParameterTensor("head.bias", "HeadBias", spec.Output, 0, "", spec.HiddenWidth, start + (spec.Output * spec.HiddenWidth)));
        }
    }

    /// <summary>The first float of a block among all parameters.</summary>
    public int OffsetOf(ParameterBlock block)
    {
        ParameterTensor tensor = Tensors.Single(t => t.Name == block.Parameter);
        return tensor.Offset + (block.FirstRow * (tensor.Columns == 0 ? 1 : tensor.Columns));
    }
}
