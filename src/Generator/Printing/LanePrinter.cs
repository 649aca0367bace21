using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints lane methods as C#: one statement, one line. The width of the vectors is a parameter.</summary>
internal sealed class LanePrinter(CSharpWriter writer, int lanes)
{
    /// <summary>Has a method optimised at its first call: without it, code under load stays in the JIT's slow first tier for some 100 ms.</summary>
    public const string Optimized = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    private readonly Stack<HashSet<string>> _declared = new();

    private int Bits => lanes * 32;

    private string Vector => "Vector" + Number(Bits);

    /// <summary>Wide kernels run where the processor has FMA, by the guard before them; elsewhere the runtime chooses between FMA and multiply and add.</summary>
    private string MultiplyAddName => lanes switch
    {
        Widths.Vector512 => "Avx512F.FusedMultiplyAdd",
        Widths.Vector256 => "Fma.MultiplyAdd",
        _ => "Lanes.MultiplyAdd",
    };

    /// <summary>Prints a method.</summary>
    public void Print(LaneMethod method)
    {
        writer.Line("/// <summary>");
        foreach (string line in method.Summary)
        {
            writer.Line($"/// <para>{line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</para>");
        }

        writer.Line("/// </summary>");
        writer.Line(Optimized);
        IEnumerable<string> parameters = method.Pointers.Select(p => "ref float " + p);
        IEnumerable<string> all = method.Count is null ? parameters : parameters.Append("int " + method.Count);
        writer.Open($"public static void {method.Name}({string.Join(", ", all)})");
        Body(method.Body);
        writer.Close();
    }

    private void Body(IReadOnlyList<Statement> statements)
    {
        _declared.Push([]);
        foreach (Statement statement in statements)
        {
            Print(statement);
        }

        _declared.Pop();
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case Comment comment:
                writer.Line("// " + comment.Text);
                break;
            case Assign assign:
                writer.Line($"{Declare(assign.Target)} = {Print(assign.Value)};");
                break;
            case Store store:
                writer.Line(Print(store));
                break;
            case Loop loop:
                string type = loop.Variable is KernelMemory.Step or "t" or "sequence" ? "int" : "nuint";
                string step = loop.Step == 1 ? "++" : " += " + Number(loop.Step);
                string end = loop.From is null ? loop.End : $"{loop.From} + {loop.End}";
                writer.Open($"for ({type} {loop.Variable} = {loop.From ?? "0"}; {loop.Variable} < {end}; {loop.Variable}{step})");
                Body(loop.Body);
                writer.Close();
                break;
            case Scope scope:
                writer.Open();
                Body(scope.Body);
                writer.Close();
                break;
            case Point point:
                writer.Line($"ref float {point.Name} = {Reference(point.At)};");
                break;
            case Advance advance:
                writer.Line($"{advance.Pointer} = ref Unsafe.Add(ref {advance.Pointer}, {Number(advance.Floats)});");
                break;
            case Seek seek:
                writer.Line($"{seek.Pointer} = ref Unsafe.Add(ref {seek.Pointer}, {seek.Count} * {Number(seek.Floats)});");
                break;
            case Alternate alternate:
                writer.Line($"nuint {alternate.Variable} = {alternate.Count} % 2 == 0 ? {alternate.Counter} : {Number(alternate.Last)} - {alternate.Counter};");
                break;
            case Swap swap:
                writer.Line($"ref float swapped = ref {swap.First};");
                writer.Line($"{swap.First} = ref {swap.Second};");
                writer.Line($"{swap.Second} = ref swapped;");
                break;
            case Invoke invoke:
                string count = invoke.Count is null ? "" : ", " + invoke.Count;
                writer.Line($"{invoke.Method.Name}({string.Join(", ", invoke.Method.Pointers.Select(p => "ref " + p))}{count});");
                break;
            default:
                throw new InvalidOperationException($"{statement} cannot be printed");
        }
    }

    private string Print(Store store) => store.Count == lanes
        ? $"{Vector}.StoreUnsafe({Print(store.Value)}, {Place(store.At)});"
        : $"Lanes.StoreFirst({Print(store.Value)}, {Reference(store.At)}, {Number(store.Count)});";

    private string Print(Expression expression) => expression switch
    {
        Register register => register.Name,
        Load load when load.Count == lanes => $"{Vector}.LoadUnsafe({Place(load.At)})",
        Load load => $"Lanes.LoadFirst{Number(Bits)}({Reference(load.At)}, {Number(load.Count)})",
        Broadcast broadcast => $"{Vector}.Create({Element(broadcast.At)})",
        Spread spread => $"Lanes.Element({spread.Source.Name}, {Number(spread.Lane)}, {Reference(spread.At)})",
        Lowering.Number number => $"{Vector}.Create({number.Value.ToString("R", CultureInfo.InvariantCulture)}f)",
        Binary binary => $"{Operand(binary.Left)} {binary.Symbol} {Operand(binary.Right)}",
        Negate negate => "-" + Operand(negate.Operand),
        LaneSum sum => $"Lanes.Sum({Print(sum.Operand)})",
        MultiplyAdd fma => $"{MultiplyAddName}({Print(fma.Left)}, {Print(fma.Right)}, {Print(fma.Addend)})",
        Call call => $"Activations.{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
        _ => throw new InvalidOperationException($"{expression} cannot be printed"),
    };

    private string Operand(Expression expression) => expression is Binary or Negate ? $"({Print(expression)})" : Print(expression);

    private string Declare(Register register)
    {
        if (_declared.Any(scope => scope.Contains(register.Name)))
        {
            return register.Name;
        }

        _declared.Peek().Add(register.Name);
        return "var " + register.Name;
    }

    /// <summary>A place as two arguments, reference and offset.</summary>
    private static string Place(Memory at) => at switch
    {
        { Index: { } index, Offset: 0 } => $"ref {at.Pointer}, {index}",
        { Index: { } index } => $"ref {at.Pointer}, {index} + {Number(at.Offset)}",
        { Offset: 0 } => $"ref {at.Pointer}",
        _ => $"ref {at.Pointer}, {Number(at.Offset)}",
    };

    private static string Reference(Memory at) => at is { Index: null, Offset: 0 } ? "ref " + at.Pointer : $"ref Unsafe.Add({Place(at)})";

    private static string Element(Memory at) => at is { Index: null, Offset: 0 } ? at.Pointer : $"Unsafe.Add({Place(at)})";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
