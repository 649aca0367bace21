using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Equations;

/// <summary>
/// Checks what every stage takes for granted of a step's equations, after the cells have written them and after differentiation: a fault
/// shows where it was made, not as generated code that does not compile.
/// </summary>
internal static class GraphVerifier
{
    /// <summary>
    /// Names that kernels use themselves: their pointers, counters and shared registers, the types they call, and the types they declare with.
    /// </summary>
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "weights", "stream", "parts", "input", "output", "outputAdjoint", "previous", "next", "records", "incoming", "outgoing", "adjoints", "gradients",
        "projection", "tileProjection", "projected", "groups", "steps", "turn",
        "t", "k", "unit", "tile", "step", "sequence", "sequences", "record", "adjoint", "delta", "weight", "swapped",
        "Activations", "Avx512F", "Fma", "Lanes", "Losses", "Math", "MemoryMarshal", "MethodImplAttribute", "MethodImplOptions", "PackedBlock", "Softmax", "Unsafe",
        "Vector128", "Vector256", "Vector512", "WeightedLoss", "Workspace",
        "nint", "nuint", "var",
    };

    /// <summary>Ends of the names of pointers at the weights that a vector meets, which begin with its name: see <see cref="Lowering.ProductBatch"/>.</summary>
    private static readonly string[] s_pointers = ["Weights", "Tile"];

    private static readonly HashSet<string> s_keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern "
        + "false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override "
        + "params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof "
        + "uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a name is the kernels' own.</summary>
    public static bool IsReserved(string name) => s_reserved.Contains(name) || s_pointers.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Checks a step and every value of its graph.</summary>
    /// <exception cref="InvalidOperationException">The equations are not well formed; the message names the value.</exception>
    public static void Verify(StepGraph step)
    {
        IReadOnlyList<Value> values = step.Graph.Values;
        for (int index = 0; index < values.Count; index++)
        {
            Require(values[index].Id == index, values[index], "does not stand at its place in the graph");
            Order(values[index]);
            Lengths(values[index]);
        }

        States(step);
        Names(step);
    }

    private static void Order(Value value)
    {
        Require(value.Length > 0, value, $"has the length {value.Length}");
        Require(value.IsLeaf == (value.Operands.Count == 0), value, "is given and computed at once, or neither");
        foreach (Value operand in value.Operands)
        {
            Require(ReferenceEquals(operand.Graph, value.Graph), value, $"reads {operand} of another graph");
            Require(operand.Id < value.Id, value, $"reads {operand}, which is computed after it");
        }
    }

    private static void Lengths(Value value)
    {
        Require((value.Operator == Operator.Parameter) == (value.Block is not null), value, "must be a parameter if and only if it has a block of one");
        switch (value.Operator)
        {
            case Operator.Parameter:
                Require(value.Block!.Rows == value.Length, value, $"has {value.Block.Rows} rows and the length {value.Length}");
                break;
            case Operator.Affine:
                Affine(value);
                break;
            case Operator.TransposedProduct:
                Require(value.Operands.Count == 2, value, "is a product of other than two factors");
                Product(value, value.Operands[0], value.Operands[1], isTransposed: true);
                break;
            case Operator.Input or Operator.State or Operator.Constant:
                break;
            default:
                Elementwise(value);
                break;
        }
    }

    private static void Affine(Value value)
    {
        AffineTerms terms = AffineTerms.Of(value);
        Require(terms.Products.Count > 0, value, "is a sum of products without a product");
        foreach ((Value matrix, Value vector) in terms.Products)
        {
            Product(value, matrix, vector, isTransposed: false);
        }

        foreach (Value bias in terms.Biases)
        {
            Require(bias.Length == value.Length, value, $"({value.Length} rows) adds the bias {bias} of length {bias.Length}");
        }
    }

    private static void Product(Value value, Value matrix, Value vector, bool isTransposed)
    {
        Require(matrix.Block is { IsMatrix: true }, value, $"multiplies by {matrix}, which is no matrix");
        Require(vector.Block is not { IsMatrix: true }, value, $"multiplies the matrix {matrix} by the matrix {vector}");
        (int rows, int columns) = isTransposed ? (matrix.Block!.Columns, matrix.Length) : (matrix.Length, matrix.Block!.Columns);
        Require(rows == value.Length && columns == vector.Length, value, $"({value.Length} rows) multiplies {matrix} ({rows} by {columns}) by {vector} ({vector.Length})");
    }

    private static void Elementwise(Value value)
    {
        int operands = value.Operator switch
        {
            Operator.Sigmoid or Operator.Tanh or Operator.Relu or Operator.Elu or Operator.Softsign or Operator.Softplus => 1,
            Operator.Clip or Operator.Choose => 3,
            Operator.WhereInside => 4,
            _ => 2,
        };
        Require(value.Operands.Count == operands, value, $"is {value.Operator} of {value.Operands.Count} operands");
        foreach (Value operand in value.Operands)
        {
            Require(operand.Length == value.Length, value, $"({value.Length}) is computed from {operand} of length {operand.Length}");
            Require(operand.Block is not { IsMatrix: true }, value, $"is {value.Operator} of the matrix {operand}");
        }
    }

    private static void States(StepGraph step)
    {
        foreach (StateUpdate state in step.States)
        {
            Require(state.Previous.Operator == Operator.State && state.Previous.Name == state.Name, state.Previous, $"is not the state {state.Name}");
            Require(ReferenceEquals(state.Next.Graph, step.Graph), state.Next, $"is the next value of {state.Name} and of another graph");
            Require(state.Next.Length == state.Previous.Length, state.Next, $"({state.Next.Length}) is the next value of {state.Name} ({state.Previous.Length})");
        }

        foreach (Value state in step.Graph.Values.Where(v => v.Operator == Operator.State))
        {
            int updates = step.States.Count(s => ReferenceEquals(s.Previous, state));
            Require(updates == 1, state, $"is a state with {updates} next values, and must have one");
        }
    }

    /// <summary>
    /// Registers bear the values' names, and "hk" is an element of h in a product. Two values share a name only as one quantity at two times:
    /// a state and its next value, or an adjoint as the step after gives it and as it goes to the step before.
    /// </summary>
    private static void Names(StepGraph step)
    {
        var owners = new Dictionary<string, Value>(StringComparer.Ordinal);
        var elements = new HashSet<string>(Vectors(step.Graph).Select(v => v.Name + "k"), StringComparer.Ordinal);
        foreach (Value value in step.Graph.Values.Where(v => v.Name.Length > 0))
        {
            string name = value.Name;
            Require(IsIdentifier(name), value, "does not bear a name that C# knows as an identifier");
            Require(!s_keywords.Contains(name), value, "bears the name of a keyword of C#");
            Require(!IsReserved(name), value, "bears a name that the kernels need for themselves");
            Require(!elements.Contains(name), value, "bears the name of an element of a vector in a product");
            if (!owners.TryGetValue(name, out Value? other))
            {
                owners.Add(name, value);
                continue;
            }

            Require(IsSameQuantity(step, other, value), value, $"(#{value.Id}) bears the name of another value (#{other.Id})");
        }
    }

    private static IEnumerable<Value> Vectors(Graph graph) =>
        graph.Values.Where(v => v.IsProduct).SelectMany(v => AffineTerms.Of(v).Products.Select(p => p.Vector)).Where(v => v.Name.Length > 0);

    private static bool IsSameQuantity(StepGraph step, Value given, Value computed) =>
        step.States.Any(s => ReferenceEquals(s.Previous, given) && ReferenceEquals(s.Next, computed))
        || (given.Operator == Operator.Input && !ReferenceEquals(given, step.Input) && !computed.IsLeaf && computed.Length == given.Length);

    private static bool IsIdentifier(string name) =>
        (IsLetter(name[0]) || name[0] == '_') && name.All(c => IsLetter(c) || c is '_' or (>= '0' and <= '9'));

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static void Require(bool condition, Value value, string fault)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The equations are not well formed: {value} {fault}.");
        }
    }
}
