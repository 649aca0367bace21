using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>
/// What a cell's equations may speak of: the input x, the states, the gates' affine maps and the elementwise functions.
/// Parameters get PyTorch's names and shapes: weight_ih_l0 holds the input weights of all gates, one block of rows a gate.
/// </summary>
internal sealed class CellScope(RnnSpec spec, string gates)
{
    private readonly Graph _graph = new();
    private readonly List<StateUpdate> _updates = [];
    private RecurrentMask? _mask;

    /// <summary>The input of the step.</summary>
    public Value X => _graph.Input("x", spec.Input);

    /// <summary>The hidden state of the step before.</summary>
    public Value H => State("h");

    /// <summary>The declaration, for what a cell has variants of.</summary>
    public RnnSpec Spec => spec;

    /// <summary>A state of the step before: the hidden state h, the output y, or another, which has one element a unit.</summary>
    public Value State(string name) => _graph.State(name, name switch { "h" => spec.HiddenWidth, "y" => spec.Output, _ => spec.Hidden });

    /// <summary>W x + b_ih + U h + b_hh of one gate.</summary>
    public Value Gate(string gate) => Gate(gate, H);

    /// <summary>W x + b_ih + U v + b_hh of one gate whose recurrent weights multiply a named vector of the step instead of h.</summary>
    public Value Gate(string gate, Value v) => Gate(gate, [Input(gate), Recurrent(gate, v)]);

    /// <summary>W x + b_ih + U h + b_hh of one gate, and + p * c or + V c where the gate has a peephole to the cell state.</summary>
    public Value Peephole(string gate, Value cell)
    {
        string seeing = LstmCell.PeepholeGates(spec);
        if (!seeing.Contains(gate))
        {
            return Gate(gate);
        }

        return spec.Peepholes == Peepholes.Full
            ? Gate(gate, [Input(gate), Recurrent(gate, H), (Block("V_" + gate, "weight_ch_l0", seeing, gate, spec.Hidden), cell)])
            : Gate(gate) + (Block("p_" + gate, "weight_ch_l0", seeing, gate, columns: 0) * cell);
    }

    /// <summary>W_hr v where the declaration projects the hidden state; else v itself.</summary>
    public Value Project(Value v) => spec.Projection == 0
        ? v
        : _graph.Affine([(_graph.Parameter("W_hr", new ParameterBlock("weight_hr_l0", 0, spec.Projection, spec.Hidden)), Let("m", v))], []);

    /// <summary>W x + b_ih of one gate.</summary>
    public Value InputPart(string gate) => Affine("z" + gate, [Input(gate)], Biases(gate, "ih"));

    /// <summary>U h + b_hh of one gate.</summary>
    public Value RecurrentPart(string gate) => Affine("u" + gate, [Recurrent(gate, H)], Biases(gate, "hh"));

    /// <summary>A gate: the logistic function of its sum, or the activation declared in its place.</summary>
    public Value Open(Value sum) => Activations.Apply(spec.Gate, Clip(sum));

    /// <summary>A candidate: the hyperbolic tangent of its sum, or the activation declared in its place.</summary>
    public Value Candidate(Value sum) => Activations.Apply(spec.Candidate, Clip(sum));

    /// <summary>What a cell state shows: its hyperbolic tangent, or the activation declared in its place.</summary>
    public Value Show(Value state)
    {
        Value shown = Activations.Apply(spec.CellState, state);
        return ReferenceEquals(shown, state) ? state : Let(spec.StateActivation == Activation.Tanh ? "tanhC" : "shownC", shown);
    }

    /// <summary>The head within the step: act(V h + d).</summary>
    public Value Output(Value hidden) => Activations.Apply(spec.HeadActivation, Head.Logits(spec, hidden));

    /// <summary>Names a value, as "i = ..." does on paper.</summary>
    public Value Let(string name, Value value)
    {
        value.Name = name;
        return value;
    }

    /// <summary>Names a value as the next value of a state.</summary>
    public Value Next(string state, Value value)
    {
        _updates.Add(new StateUpdate(state, State(state), Let(state, value)));
        return value;
    }

    /// <summary>The finished step, whose output is the next value of its first state: the hidden state, where there is one.</summary>
    public StepGraph Close()
    {
        List<StateUpdate> states = _updates.OrderBy(u => u.Name == "h" ? 0 : 1).ToList();
        return new StepGraph(X, states, states[0].Next) { Mask = _mask };
    }

    private Value Clip(Value sum) => spec.Clip > 0f ? _graph.Clip(sum, -spec.Clip, spec.Clip) : sum;

    private Value Gate(string gate, IReadOnlyList<(Value, Value)> products) =>
        Affine("z" + gate, products, [.. Biases(gate, "ih"), .. Biases(gate, "hh")]);

    private Value Affine(string name, IReadOnlyList<(Value, Value)> products, IReadOnlyList<Value> biases) =>
        Let(name, _graph.Affine(products, biases));

    private (Value, Value) Input(string gate) => (Block("W_" + gate, "weight_ih_l0", gates, gate, spec.Input), X);

    private (Value, Value) Recurrent(string gate, Value v) => (Block("U_" + gate, "weight_hh_l0", gates, gate, v.Length), Dropped(v));

    /// <summary>A named vector as recurrent products read it: with elements dropped, where the declaration has that.</summary>
    private Value Dropped(Value v)
    {
        if (spec.RecurrentDropout == 0)
        {
            return v;
        }

        Value mask = _graph.Input("mask", v.Length);
        Value dropped = Let(v.Name + "d", v * mask);
        _mask ??= new RecurrentMask(mask, dropped);
        return dropped;
    }

    private IReadOnlyList<Value> Biases(string gate, string part) =>
        spec.BiasesOfGate == 0 || (spec.SingleBias && part == "hh") ? [] : [Block($"b_{part}_{gate}", $"bias_{part}_l0", gates, gate, columns: 0)];

    /// <summary>The rows of one gate in a parameter that holds those of several.</summary>
    private Value Block(string name, string parameter, string gatesOfParameter, string gate, int columns)
    {
        int row = gatesOfParameter.IndexOf(gate, System.StringComparison.Ordinal) * spec.Hidden;
        return _graph.Parameter(name, new ParameterBlock(parameter, row, spec.Hidden, columns));
    }
}
