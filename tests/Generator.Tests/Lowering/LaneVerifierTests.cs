using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class LaneVerifierTests
{
    private const int Lanes = 8;

    private static readonly Register s_a = new("a");

    public static TheoryData<int> Sizes => [.. Specs.Hidden];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_kernel_of_the_sweep_is_well_formed(int hidden) => Assert.All(Specs.AtHidden(hidden).Concat(Specs.Standing()),
        spec => Assert.All(Programs.Of(spec), program => Assert.All(program.Methods, method => LaneVerifier.Verify(method, program.Layout.Lanes))));

    [Fact]
    public void A_register_is_read_after_it_is_assigned()
    {
        Refuses("reads the register 'a' before it is assigned", Write(s_a));
        Refuses("reads the register 'a' before it is assigned", new Assign(s_a, new Negate(s_a)));
        Passes(Assign("a"), Write(s_a));
    }

    [Fact]
    public void What_a_scope_or_a_loop_assigns_is_its_own()
    {
        Refuses("before it is assigned", new Scope([Assign("a")]), Write(s_a));
        Refuses("before it is assigned", new Loop("k", "8", 1, [Assign("a")]), Write(s_a));
        Passes(Assign("a"), new Scope([Assign("a"), Write(s_a)]), Write(s_a));
    }

    [Fact]
    public void A_name_of_a_nested_scope_is_not_declared_after_it_in_the_enclosing_one()
    {
        Refuses("declares 'a' after a nested scope has declared it", new Scope([Assign("a")]), Assign("a"));
        Refuses("declares 'a' after a nested scope has declared it", new Loop("k", "8", 1, [new Scope([Assign("a")])]), Assign("a"));
        Passes(new Scope([Assign("a")]), new Scope([Assign("a")]));
    }

    [Fact]
    public void A_name_means_one_thing()
    {
        Refuses("declares 'input' twice", Assign("input"));
        Refuses("declares 'p' twice", PointAt("p", 0), new Scope([PointAt("p", 0)]));
        Refuses("declares 'k' twice", new Loop("k", "8", 1, [new Loop("k", "8", 1, [])]));
        Refuses("declares 'swapped' twice", new Swap("input", "output"), new Swap("input", "output"));
        Passes(new Scope([PointAt("p", 0)]), new Scope([PointAt("p", 0)]), new Scope([new Swap("input", "output")]), new Scope([new Swap("input", "output")]));
    }

    [Fact]
    public void Pointers_and_counters_exist()
    {
        Refuses("behind 'missing', which is no pointer there", new Assign(s_a, new Broadcast(new Memory("missing", 0))));
        Refuses("behind 'p', which is no pointer there", new Scope([PointAt("p", 0)]), new Assign(s_a, new Broadcast(new Memory("p", 0))));
        Refuses("moves 'missing', which is no pointer there", new Advance("missing", 1));
        Refuses("swaps 'missing', which is no pointer there", new Swap("input", "missing"));
        Refuses("counts with 'k', which no loop around it does", new Assign(s_a, new Broadcast(new Memory("input", 0, "k"))));
        Refuses("counts 'k' to 'many', which is no count there", new Loop("k", "many", 1, []));
        Refuses("counts 'k' from 'many', which no loop around it does", new Loop("k", "8", 1, [], From: "many"));
        Passes(new Loop("sequence", "8", 4, [new Loop("k", "4", 1, [], From: "sequence")]));
        Passes(new Loop("sequence", "sequences", 1, [new Loop("k", "8", 1, [new Assign(s_a, new Broadcast(new Memory("input", 0, "k")))])]));
    }

    [Fact]
    public void A_lane_is_one_of_a_register_that_is_assigned()
    {
        var place = new Memory("input", 0);
        Refuses("reads the register 'b' before it is assigned", new Assign(s_a, new Spread(new Register("b"), 0, place)));
        Refuses("takes the lane 8 of 8", Assign("b"), new Assign(s_a, new Spread(new Register("b"), Lanes, place)));
        Refuses("behind 'missing', which is no pointer there", Assign("b"), new Assign(s_a, new Spread(new Register("b"), 0, new Memory("missing", 0))));
        Passes(Assign("b"), new Assign(s_a, new Spread(new Register("b"), Lanes - 1, place)));
    }

    [Fact]
    public void A_counter_alternates_with_one_of_a_loop_and_by_a_count()
    {
        Refuses("counts with 'turn', which no loop around it does", new Alternate("unit", "turn", 8, "sequences"));
        Refuses("counts with 'many', which is no count there", new Loop("turn", "16", 8, [new Alternate("unit", "turn", 8, "many")]));
        Refuses("declares 'turn' twice", new Loop("turn", "16", 8, [new Alternate("turn", "turn", 8, "sequences")]));
        Passes(new Loop("turn", "16", 8, [new Alternate("unit", "turn", 8, "sequences"), PointAt("p", 0), new Seek("p", 3, "unit")]));
    }

    [Fact]
    public void A_part_is_called_with_pointers_that_exist_and_the_count_that_it_takes()
    {
        Refuses("calls Part with 'gradients', which is no pointer there", new Invoke(new LaneMethod("Part", [], ["gradients"], null, [])));
        Refuses("calls Part without its count", new Invoke(new LaneMethod("Part", [], ["input"], "sequences", [])));
        Refuses("calls Part with a count that it does not take", new Invoke(new LaneMethod("Part", [], ["input"], null, []), "3"));
        Refuses("counts with 'many', which is no count there", new Invoke(new LaneMethod("Part", [], ["input"], "groups", []), "many"));
        Passes(new Invoke(new LaneMethod("Part", [], ["input"], null, [])));
        Passes(new Invoke(new LaneMethod("Part", [], ["input"], "groups", []), "3"));
        Passes(new Invoke(new LaneMethod("Part", [], ["input"], "groups", []), "sequences"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void No_more_is_read_or_written_than_a_register_holds(int count)
    {
        Refuses($"{count} floats behind 'input' with 8 lanes", new Assign(s_a, new Load(new Memory("input", 0), count)));
        Refuses($"{count} floats behind 'output' with 8 lanes", new Store(new Memory("output", 0), count, new Number(0)));
    }

    [Theory]
    [InlineData("16", 3)]
    [InlineData("0", 1)]
    public void A_loop_ends_after_a_whole_round(string end, int step) =>
        Refuses($"to {end} by {step}: the last round would not be whole", new Loop("k", end, step, []));

    [Fact]
    public void A_loop_counts_forward() => Refuses("counts 'k' by 0", new Loop("k", "8", 0, []));

    [Fact]
    public void Nothing_before_the_start_of_a_memory_is_touched()
    {
        Refuses("3 floats before the memory of 'input'", new Assign(s_a, new Broadcast(new Memory("input", -3))));
        Refuses("4 floats before the memory of 'p'", PointAt("p", 8), new Advance("p", -12), new Assign(s_a, new Broadcast(new Memory("p", 0))));
        Passes(PointAt("p", 8), new Advance("p", -8), new Assign(s_a, new Broadcast(new Memory("p", 0))));
        Passes(new Advance("input", 8), new Assign(s_a, new Broadcast(new Memory("input", -8))));
    }

    [Fact]
    public void A_loop_of_an_unknown_number_of_rounds_goes_back_no_farther_than_a_pointer_was_moved_by_that_number()
    {
        Statement Back(int floats, int at) => new Loop("t", "sequences", 1, [new Advance("input", -floats), new Assign(s_a, new Broadcast(new Memory("input", at)))]);

        Refuses("moves 'input' back in a loop whose end is not known", new Advance("input", 100), Back(8, 0));
        Refuses("moves 'input' back in a loop whose end is not known", new Advance("input", 100), new Seek("input", 8, "sequences"), Back(9, 0));
        Refuses("1 floats before the memory of 'input'", new Seek("input", 8, "sequences"), Back(8, -1));
        Refuses("counts with 'missing', which is no count there", new Seek("input", 8, "missing"));
        Passes(new Seek("input", 8, "sequences"), Back(8, 0));
    }

    [Fact]
    public void A_loop_that_runs_backwards_ends_at_the_start_of_its_memory()
    {
        Loop Back(int rounds) => new("t", rounds.ToString(System.Globalization.CultureInfo.InvariantCulture), 1, [new Advance("p", -8), new Assign(s_a, new Broadcast(new Memory("p", 0)))]);

        Passes(PointAt("p", 40), Back(5));
        Refuses("8 floats before the memory of 'p'", PointAt("p", 40), Back(6));
        Refuses("8 floats before the memory of 'p'", PointAt("p", 40), Back(5), new Advance("p", -8), new Assign(s_a, new Broadcast(new Memory("p", 0))));
        Refuses("moves 'input' back in a loop whose end is not known", new Loop("sequence", "sequences", 1, [new Advance("input", -8)]));
    }

    [Fact]
    public void A_swap_makes_either_pointer_stand_where_the_lower_stood()
    {
        Statement[] turns = [PointAt("p", 8), new Loop("t", "5", 1, [new Store(new Memory("p", -8), Lanes, new Number(0)), new Swap("p", "input")])];

        Refuses("8 floats before the memory of 'p'", turns);
    }

    private static Assign Assign(string register) => new(new Register(register), new Number(1));

    private static Store Write(Expression value) => new(new Memory("output", 0), Lanes, value);

    private static Point PointAt(string name, int offset) => new(name, new Memory("input", offset));

    private static void Passes(params Statement[] body) => LaneVerifier.Verify(Method(body), Lanes);

    private static void Refuses(string fault, params Statement[] body)
    {
        string message = Assert.Throws<InvalidOperationException>(() => LaneVerifier.Verify(Method(body), Lanes)).Message;
        Assert.StartsWith("The kernel Kernel is not well formed: it ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    private static LaneMethod Method(IReadOnlyList<Statement> body) => new("Kernel", [], ["input", "output"], "sequences", body);
}
