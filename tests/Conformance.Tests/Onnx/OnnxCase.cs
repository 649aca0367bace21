using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Unrolled.Conformance.Tests.Onnx;

/// <summary>A node test of ONNX: a model of one recurrent node, with inputs and outputs.</summary>
/// <param name="Name">The test's folder.</param>
/// <param name="Operator">"RNN", "LSTM" or "GRU".</param>
/// <param name="Attributes">The node's integer attributes.</param>
/// <param name="Inputs">The node's inputs by name: X, W, R, B, sequence_lens, initial_h, initial_c, P.</param>
/// <param name="Outputs">The expected outputs by name: Y, Y_h.</param>
internal sealed record OnnxCase(
    string Name,
    string Operator,
    IReadOnlyDictionary<string, int> Attributes,
    IReadOnlyDictionary<string, OnnxTensor> Inputs,
    IReadOnlyDictionary<string, OnnxTensor> Outputs)
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Onnx", "data");

    /// <summary>All cases by name.</summary>
    public static IReadOnlyDictionary<string, OnnxCase> All { get; } =
        Directory.GetDirectories(s_folder).Select(folder => Load(Path.GetFileName(folder))).OrderBy(golden => golden.Name, StringComparer.Ordinal).ToDictionary(golden => golden.Name);

    /// <summary>Hidden units.</summary>
    public int Hidden => Attributes["hidden_size"];

    /// <summary>Whether the batch is the first axis of X, Y and the states, as here, and not the second.</summary>
    public bool IsBatchFirst => Attributes.GetValueOrDefault("layout") == 1;

    /// <summary>Sequences.</summary>
    public int Batch => Inputs["X"].Shape[IsBatchFirst ? 0 : 1];

    /// <summary>Time steps.</summary>
    public int Steps => Inputs["X"].Shape[IsBatchFirst ? 1 : 0];

    /// <summary>Features of a step.</summary>
    public int Features => Inputs["X"].Shape[2];

    /// <summary>Reads a folder. ModelProto: graph 7; GraphProto: node 1; NodeProto: input 1, output 2, op_type 4, attribute 5; AttributeProto: name 1, i 3.</summary>
    private static OnnxCase Load(string name)
    {
        const int IntAttribute = 2;
        var model = new ProtobufReader(File.ReadAllBytes(Path.Combine(s_folder, name, "model.onnx")));
        ProtobufReader node = model.Messages(7).Single().Messages(1).Single();
        ProtobufReader[] attributes = [.. node.Messages(5)];
        if (attributes.Any(attribute => attribute.Numbers(20).Single() != IntAttribute))
            throw new InvalidOperationException($"{name} has an attribute that is no integer.");
        return new OnnxCase(
            name,
            node.Texts(4).Single(),
            attributes.ToDictionary(attribute => attribute.Texts(1).Single(), attribute => (int)attribute.Numbers(3).Single()),
            Tensors(name, "input", node.Texts(1)),
            Tensors(name, "output", node.Texts(2)));
    }

    private static IReadOnlyDictionary<string, OnnxTensor> Tensors(string name, string kind, IEnumerable<string> names)
    {
        string[] used = [.. names.Where(tensor => tensor.Length > 0)];
        Dictionary<string, OnnxTensor> tensors = Enumerable.Range(0, used.Length)
            .Select(index => OnnxTensor.Load(Path.Combine(s_folder, name, "test_data_set_0", $"{kind}_{index}.pb")))
            .ToDictionary(tensor => tensor.Name);
        return tensors.Keys.SequenceEqual(used) ? tensors : throw new InvalidOperationException($"{name}: the {kind}s are not those of the node.");
    }
}
