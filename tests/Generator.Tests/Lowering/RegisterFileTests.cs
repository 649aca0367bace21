using System;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Lowering;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class RegisterFileTests
{
    private readonly Value _a;
    private readonly Value _b;
    private readonly RegisterFile _registers = new();

    public RegisterFileTests()
    {
        var graph = new Graph();
        _a = graph.Input("a", 8);
        _b = graph.Input("b", 8);
    }

    [Fact]
    public void A_name_is_free_again_when_its_last_use_is_over()
    {
        Assert.Equal("s", Hold(_a, uses: 2));
        _registers.Use(Lane(_a));
        Assert.Equal("s_2", Hold(_b, uses: 1));
        _registers.Use(Lane(_a));

        Assert.Equal("s", Hold(_b, uses: 1, vector: 1));
    }

    [Fact]
    public void The_first_free_name_is_taken_and_the_last_is_numbered()
    {
        Assert.Equal("gate0", _registers.Hold(Lane(_a), ["gate", "sum"], "0", 1).Name);
        Assert.Equal("sum0", _registers.Hold(Lane(_b), ["gate", "sum"], "0", 1).Name);
        Assert.Equal("sum_20", _registers.Hold(Lane(_a, 1), ["gate", "sum"], "0", 1).Name);
        Assert.Equal("gate1", _registers.Hold(Lane(_b, 1), ["gate", "sum"], "1", 1).Name);
    }

    [Fact]
    public void A_name_that_is_still_needed_is_not_given_out()
    {
        var random = new Random(5);
        var held = new (Register Register, int Uses)[64];
        Value[] values = [_a, _b];
        for (int turn = 0; turn < 10_000; turn++)
        {
            int slot = random.Next(held.Length);
            Lane lane = Lane(values[slot % 2], slot / 2);
            if (held[slot].Uses > 0)
            {
                Assert.Equal(held[slot].Register, _registers.Use(lane));
                held[slot].Uses--;
                continue;
            }

            int uses = random.Next(1, 4);
            Register register = _registers.Hold(lane, ["s", "t" + random.Next(3)], "", uses);
            Assert.DoesNotContain(held, h => h.Uses > 0 && h.Register == register);
            held[slot] = (register, uses);
        }
    }

    [Fact]
    public void What_is_handed_on_keeps_its_register()
    {
        string name = Hold(_a, uses: 1);
        _registers.Rename(Lane(_a), Lane(_b), uses: 1);

        Assert.Null(_registers.Use(Lane(_a)));
        Assert.Equal("s_2", Hold(_a, uses: 1));
        Assert.Equal(name, _registers.Use(Lane(_b))!.Name);
        Assert.Equal(name, Hold(_a, uses: 1, vector: 1));
    }

    [Fact]
    public void What_is_kept_for_products_outlives_its_uses_until_it_is_released()
    {
        string name = Hold(_a, uses: 1);
        _registers.Keep(Lane(_a));
        _registers.Keep(Lane(_b));
        _registers.Use(Lane(_a));

        Assert.Equal(name, _registers.Kept(Lane(_a))!.Name);
        Assert.Null(_registers.Kept(Lane(_b)));
        Assert.Equal("s_2", Hold(_b, uses: 1));
        _registers.Release(_a);
        Assert.Null(_registers.Kept(Lane(_a)));
        Assert.Equal(name, Hold(_b, uses: 1, vector: 1));
    }

    [Fact]
    public void What_is_forgotten_is_not_found_and_its_name_is_free()
    {
        Hold(_a, uses: 9);
        Hold(_b, uses: 9);
        _registers.Forget([_b]);

        Assert.Null(_registers.Use(Lane(_a)));
        Assert.Equal("s_2", _registers.Use(Lane(_b))!.Name);
        Assert.Equal("s", Hold(_a, uses: 1));
    }

    private static Lane Lane(Value value, int vector = 0) => new(value, vector, 0);

    private string Hold(Value value, int uses, int vector = 0) => _registers.Hold(Lane(value, vector), ["s"], "", uses).Name;
}
