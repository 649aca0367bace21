using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>
/// A problem's network as an ONNX model: the operator RNN, LSTM or GRU, a Squeeze and a Gemm. Field numbers are those of onnx.proto,
/// operators those of opset 14. Inputs are X [steps, batch, input] and, of a stream, h and c [1, batch, hidden]; outputs are Y [batch, 1]
/// and next_h and next_c.
/// </summary>
internal static class OnnxModel
{
    private const int FloatType = 1, Int64Type = 7; // TensorProto.DataType
    private const int IntAttribute = 2; // AttributeProto.AttributeType

    /// <summary>The model, serialised.</summary>
    public static byte[] Of(Problem problem) => new Protobuf()
        .Add(1, 8) // ir_version
        .Add(7, Graph(problem))
        .Add(8, new Protobuf().Add(1, "").Add(2, 14)) // opset_import: domain, version
        .ToArray();

    /// <summary>Names of the inputs, then of the outputs, of a problem's model.</summary>
    public static (string[] Inputs, string[] Outputs) Names(Case @case) => (@case.Kind, @case.Cell) switch
    {
        (Kind.Stream, Cell.Lstm) => (["X", "h", "c"], ["Y", "next_h", "next_c"]),
        (Kind.Stream, _) => (["X", "h"], ["Y", "next_h"]),
        _ => (["X"], ["Y"]),
    };

    private static Protobuf Graph(Problem problem)
    {
        (_, _, int input, int hidden) = problem.Case.Workload;
        int rows = problem.Case.Gates * hidden;
        float[] bias = [.. Reordered(problem, 2, 1), .. Reordered(problem, 3, 1)];
        Protobuf graph = new Protobuf()
            .Add(1, RecurrentNode(problem.Case))
            .Add(1, Node("Squeeze", ["next_h", "axes"], ["last"]))
            .Add(1, Node("Gemm", ["last", "head_weight", "head_bias"], ["Y"], ("transB", 1)))
            .Add(2, "network")
            .Add(5, Tensor("W", Reordered(problem, 0, input), 1, rows, input))
            .Add(5, Tensor("R", Reordered(problem, 1, hidden), 1, rows, hidden))
            .Add(5, Tensor("B", bias, 1, 2 * rows))
            .Add(5, Tensor("head_weight", problem.Tensor(4), 1, hidden))
            .Add(5, Tensor("head_bias", problem.Tensor(5), 1))
            .Add(5, new Protobuf().Add(1, 1).Add(2, Int64Type).Add(8, "axes").Add(9, new byte[sizeof(long)]));
        (string[] inputs, string[] outputs) = Names(problem.Case);
        foreach (string name in inputs)
            graph.Add(11, ValueInfo(name, Shape(problem.Case, name)));
        foreach (string name in outputs)
            graph.Add(12, ValueInfo(name, Shape(problem.Case, name)));
        return graph;
    }

    /// <summary>The shape of an input or output.</summary>
    public static long[] Shape(Case @case, string name) => name switch
    {
        "X" => [@case.Kind == Kind.Stream ? 1 : @case.Workload.Steps, @case.Batch, @case.Workload.Input],
        "Y" => [@case.Batch, 1],
        _ => [1, @case.Batch, @case.Workload.Hidden],
    };

    private static Protobuf RecurrentNode(Case @case)
    {
        string type = @case.Cell switch { Cell.Lstm => "LSTM", Cell.Gru => "GRU", _ => "RNN" };
        bool stream = @case.Kind == Kind.Stream;
        bool hasCell = stream && @case.Cell == Cell.Lstm;
        List<string> inputs = ["X", "W", "R", "B"];
        List<string> outputs = ["", "next_h"]; // the first, all hidden states, is not wanted
        if (stream)
            inputs.AddRange(["", "h"]); // no lengths of sequences
        if (hasCell)
        {
            inputs.Add("c");
            outputs.Add("next_c");
        }

        return @case.Cell == Cell.Gru
            ? Node(type, inputs, outputs, ("hidden_size", @case.Workload.Hidden), ("linear_before_reset", 1))
            : Node(type, inputs, outputs, ("hidden_size", @case.Workload.Hidden));
    }

    private static Protobuf Node(
        string type, IEnumerable<string> inputs, IEnumerable<string> outputs, params ReadOnlySpan<(string Name, long Value)> attributes)
    {
        var node = new Protobuf();
        foreach (string input in inputs)
            node.Add(1, input);
        foreach (string output in outputs)
            node.Add(2, output);
        node.Add(4, type);
        foreach ((string name, long value) in attributes)
            node.Add(5, new Protobuf().Add(1, name).Add(3, value).Add(20, IntAttribute));
        return node;
    }

    private static Protobuf Tensor(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        var tensor = new Protobuf();
        foreach (long dimension in shape)
            tensor.Add(1, dimension);
        return tensor.Add(2, FloatType).Add(8, name).Add(9, MemoryMarshal.AsBytes(values));
    }

    private static Protobuf ValueInfo(string name, long[] shape)
    {
        var dimensions = new Protobuf();
        foreach (long dimension in shape)
            dimensions.Add(1, new Protobuf().Add(1, dimension));
        return new Protobuf().Add(1, name).Add(2, new Protobuf().Add(1, new Protobuf().Add(1, FloatType).Add(2, dimensions)));
    }

    /// <summary>A tensor with its blocks of one gate in ONNX's order: i o f g instead of i f g o, z r n instead of r z n.</summary>
    private static float[] Reordered(Problem problem, int tensor, int columns)
    {
        int block = problem.Case.Workload.Hidden * columns;
        float[] values = problem.Tensor(tensor).ToArray();
        int[] order = problem.Case.Cell switch { Cell.Lstm => [0, 3, 1, 2], Cell.Gru => [1, 0, 2], _ => [0] };
        return [.. order.SelectMany(gate => values.Skip(gate * block).Take(block))];
    }
}
