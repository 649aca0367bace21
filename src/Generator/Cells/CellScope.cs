using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Cells;

/// <summary>
/// What a cell's equations may speak of: the input x, the states, the gates' affine maps and the elementwise functions.
/// Parameters get PyTorch's names and shapes: weight_ih_l0 holds the input weights of all gates, one block of rows a gate.
/// </summary>
internal sealed class CellScope(RnnSpec spec, IReadOnlyList<string> gates)
{
    private readonly Graph _graph = new();
    private readonly List<StateUpdate> _updates = [];

    /// <summary>The input of the step.</summary>
    public Value X => _graph.Input("x", spec.Input);

    /// <summary>The hidden state of the step before.</summary>
    public Value H => State("h");

    /// <summary>The declared activation of the cell.</summary>
    public Activation Activation => spec.Activation;

    /// <summary>A state of the step before, as wide as the hidden state.</summary>
    public Value State(string name) => _graph.State(name, spec.Hidden);

    /// <summary>W x + b_ih + U h + b_hh of one gate.</summary>
    public Value Gate(string gate) => Gate(gate, H);

    /// <summary>W x + b_ih + U v + b_hh of one gate whose recurrent weights multiply a named vector of the step instead of h.</summary>
    public Value Gate(string gate, Value v) => Affine("z" + gate, [Input(gate), Recurrent(gate, v)], [.. Biases(gate, "ih"), .. Biases(gate, "hh")]);

    /// <summary>W x + b_ih of one gate.</summary>
    public Value InputPart(string gate) => Affine("z" + gate, [Input(gate)], Biases(gate, "ih"));

    /// <summary>U h + b_hh of one gate.</summary>
    public Value RecurrentPart(string gate) => Affine("u" + gate, [Recurrent(gate, H)], Biases(gate, "hh"));

    /// <summary>Logistic function.</summary>
    public Value Sigmoid(Value a) => _graph.Sigmoid(a);

    /// <summary>Hyperbolic tangent.</summary>
    public Value Tanh(Value a) => _graph.Tanh(a);

    /// <summary>An activation of the cell.</summary>
    public Value Activate(Activation activation, Value a) => Activations.Apply(activation, a);

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

    /// <summary>The finished step, whose output is the next hidden state.</summary>
    public StepGraph Close() =>
        new(X, _updates.OrderBy(u => u.Name == "h" ? 0 : 1).ToList(), _updates.Single(u => u.Name == "h").Next);

    private Value Affine(string name, IReadOnlyList<(Value, Value)> products, IReadOnlyList<Value> biases) =>
        Let(name, _graph.Affine(products, biases));

    private (Value, Value) Input(string gate) => (Block("W_" + gate, "weight_ih_l0", gate, spec.Input), X);

    private (Value, Value) Recurrent(string gate, Value v) => (Block("U_" + gate, "weight_hh_l0", gate, spec.Hidden), v);

    private IReadOnlyList<Value> Biases(string gate, string part) =>
        spec.Bias ? [Block($"b_{part}_{gate}", $"bias_{part}_l0", gate, columns: 0)] : [];

    private Value Block(string name, string parameter, string gate, int columns)
    {
        int row = gates.TakeWhile(g => g != gate).Count() * spec.Hidden;
        return _graph.Parameter(name, new ParameterBlock(parameter, row, spec.Hidden, columns));
    }
}
