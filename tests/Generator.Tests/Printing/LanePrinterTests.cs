using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Printing;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>One statement, one line; the width chooses types and instructions, and nothing else.</summary>
public sealed class LanePrinterTests
{
    private static readonly Register s_a = new("a");
    private static readonly Register s_b = new("b");
    private static readonly Memory s_start = new("input", 0);
    private static readonly Memory s_further = new("input", 24);
    private static readonly Memory s_counted = new("input", 0, "k");
    private static readonly Memory s_countedFurther = new("input", 24, "k");

    [Theory]
    [InlineData(4, "Vector128", "Lanes.MultiplyAdd")]
    [InlineData(8, "Vector256", "Fma.MultiplyAdd")]
    [InlineData(16, "Vector512", "Avx512F.FusedMultiplyAdd")]
    public void The_width_chooses_the_type_and_the_instruction(int lanes, string vector, string multiplyAdd)
    {
        Prints($"var a = {vector}.LoadUnsafe(ref input, 24);", lanes, new Assign(s_a, new Load(s_further, lanes)));
        Prints($"{vector}.StoreUnsafe(a, ref input);", lanes, new Store(s_start, lanes, s_a));
        Prints($"var a = Lanes.LoadFirst{32 * lanes}(ref Unsafe.Add(ref input, 24), 3);", lanes, new Assign(s_a, new Load(s_further, 3)));
        Prints($"var a = {vector}.Create(Unsafe.Add(ref input, 24));", lanes, new Assign(s_a, new Broadcast(s_further)));
        Prints($"var a = {multiplyAdd}(b, b, b);", lanes, new Assign(s_a, new MultiplyAdd(s_b, s_b, s_b)));
    }

    [Fact]
    public void A_place_is_a_pointer_with_the_counter_and_the_offset_that_it_has()
    {
        Prints("var a = Vector256.LoadUnsafe(ref input);", 8, new Assign(s_a, new Load(s_start, 8)));
        Prints("var a = Vector256.LoadUnsafe(ref input, k);", 8, new Assign(s_a, new Load(s_counted, 8)));
        Prints("var a = Vector256.LoadUnsafe(ref input, k + 24);", 8, new Assign(s_a, new Load(s_countedFurther, 8)));
        Prints("var a = Vector256.Create(input);", 8, new Assign(s_a, new Broadcast(s_start)));
        Prints("var a = Vector256.Create(Unsafe.Add(ref input, k + 24));", 8, new Assign(s_a, new Broadcast(s_countedFurther)));
        Prints("Lanes.StoreFirst(a, ref input, 7);", 8, new Store(s_start, 7, s_a));
    }

    [Fact]
    public void Expressions_keep_the_order_of_their_operations()
    {
        Prints("var a = (a + b) * b;", 8, new Assign(s_a, new Binary("*", new Binary("+", s_a, s_b), s_b)));
        Prints("var a = a - (b - b);", 8, new Assign(s_a, new Binary("-", s_a, new Binary("-", s_b, s_b))));
        Prints("var a = -(a + b);", 8, new Assign(s_a, new Negate(new Binary("+", s_a, s_b))));
        Prints("var a = a - (-b);", 8, new Assign(s_a, new Binary("-", s_a, new Negate(s_b))));
        Prints("var a = Activations.Tanh(a + b);", 8, new Assign(s_a, new Call("Tanh", [new Binary("+", s_a, s_b)])));
    }

    [Theory]
    [InlineData(0f, "0")]
    [InlineData(0.5f, "0.5")]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e-20f, "1E-20")]
    public void Numbers_are_written_to_the_last_bit(float number, string text) =>
        Prints($"var a = Vector256.Create({text}f);", 8, new Assign(s_a, new Lowering.Number(number)));

    [Fact]
    public void Pointers_and_calls()
    {
        Prints("ref float p = ref input;", 8, new Point("p", s_start));
        Prints("ref float p = ref Unsafe.Add(ref input, 24);", 8, new Point("p", s_further));
        Prints("p = ref Unsafe.Add(ref p, -24);", 8, new Advance("p", -24));
        Prints("p = ref Unsafe.Add(ref p, unit * 24);", 8, new Seek("p", 24, "unit"));
        Prints("ref float swapped = ref p;\np = ref q;\nq = ref swapped;", 8, new Swap("p", "q"));
        Prints("Part1(ref weights, ref input);", 8, new Invoke(new LaneMethod("Part1", [], ["weights", "input"], null, [])));
        Prints("// in words", 8, new Comment("in words"));
    }

    [Fact]
    public void A_register_is_declared_where_its_scope_first_assigns_it()
    {
        Assign assign = new(s_a, s_b);

        Prints("var a = b;\na = b;\n{\n    a = b;\n}", 8, assign, assign, new Scope([assign]));
        Prints("{\n    var a = b;\n}\n{\n    var a = b;\n}", 8, new Scope([assign]), new Scope([assign]));
    }

    [Theory]
    [InlineData("k", 1, "for (nuint k = 0; k < 16; k++)")]
    [InlineData("k", 8, "for (nuint k = 0; k < 16; k += 8)")]
    [InlineData("t", 1, "for (int t = 0; t < 16; t++)")]
    [InlineData("step", 1, "for (int step = 0; step < 16; step++)")]
    public void Loops_over_elements_count_as_addresses_do_and_loops_over_time_as_steps_do(string variable, int step, string head) =>
        Prints(head + "\n{\n}", 8, new Loop(variable, "16", step, []));

    [Fact]
    public void A_counter_that_alternates_runs_back_where_the_count_is_odd() =>
        Prints("nuint unit = step % 2 == 0 ? turn : 48 - turn;", 8, new Alternate("unit", "turn", 48, "step"));

    [Fact]
    public void A_method_tells_in_words_what_it_computes()
    {
        var writer = new CSharpWriter();
        new LanePrinter(writer, 8).Print(new LaneMethod("Add", ["a < b & c"], ["input", "output"], "sequences", []));

        string[] lines = writer.ToString().Split('\n');
        Assert.Contains("/// <para>a &lt; b &amp; c</para>", lines);
        Assert.Contains("[MethodImpl(MethodImplOptions.AggressiveOptimization)]", lines);
        Assert.Contains("public static void Add(ref float input, ref float output, int sequences)", lines);
    }

    [Fact]
    public void Every_statement_of_a_model_is_one_line() => Assert.All(
        from spec in Specs.AtHidden(9).Concat(Specs.Standing())
        from program in Programs.Of(spec)
        from method in program.Methods
        select (program.Layout.Lanes, method),
        kernel => Assert.Equal(LinesOf(kernel.method.Body), Print(kernel.Lanes, kernel.method.Body).Length));

    private static int LinesOf(IReadOnlyList<Statement> body) => body.Sum(s => s switch
    {
        Loop loop => 3 + LinesOf(loop.Body),
        Scope scope => 2 + LinesOf(scope.Body),
        Swap => 3,
        _ => 1,
    });

    private static void Prints(string expected, int lanes, params Statement[] body) => Assert.Equal(expected.Split('\n'), Print(lanes, body));

    /// <summary>The lines between a method's braces.</summary>
    private static string[] Print(int lanes, IReadOnlyList<Statement> body)
    {
        var writer = new CSharpWriter();
        new LanePrinter(writer, lanes).Print(new LaneMethod("Kernel", [], [], null, body));
        string[] lines = writer.ToString().Split('\n');
        return [.. lines[(Array.IndexOf(lines, "{") + 1)..^2].Select(line => line[4..])];
    }
}
