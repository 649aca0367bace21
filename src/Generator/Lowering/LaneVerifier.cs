using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// Checks a lane method before it is printed: names as C# scopes them, and no access before the start of the memory behind a pointer.
/// A register is declared where it is first assigned, so that what is declared has been assigned on every path.
/// </summary>
internal sealed class LaneVerifier
{
    private readonly LaneMethod _method;
    private readonly int _lanes;
    private readonly Stack<Block> _open = new();
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Seek> _sought = new(StringComparer.Ordinal);

    private LaneVerifier(LaneMethod method, int lanes)
    {
        _method = method;
        _lanes = lanes;
    }

    private enum Kind
    {
        Register,
        Pointer,
        Counter,
    }

    /// <summary>Checks a method that is to be printed with vectors of so many lanes; the methods it calls are checked on their own.</summary>
    /// <exception cref="InvalidOperationException">The method is not well formed; the message names it and the register or pointer at fault.</exception>
    public static void Verify(LaneMethod method, int lanes) => new LaneVerifier(method, lanes).Method();

    private void Method()
    {
        _open.Push(new Block());
        foreach (string pointer in _method.Pointers)
        {
            Declare(pointer, Kind.Pointer);
            _places[pointer] = new Place(0, 0);
        }

        if (_method.Count is not null)
        {
            Declare(_method.Count, Kind.Counter);
        }

        Statements(_method.Body);
    }

    private void Statements(IReadOnlyList<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Check(statement);
        }
    }

    private void Nested(IReadOnlyList<Statement> statements, string? counter = null)
    {
        _open.Push(new Block());
        if (counter is not null)
        {
            Declare(counter, Kind.Counter);
        }

        Statements(statements);
        Block closed = _open.Pop();
        _open.Peek().Close(closed);
    }

    private void Check(Statement statement)
    {
        switch (statement)
        {
            case Comment:
                break;
            case Assign assign:
                Reads(assign.Value);
                if (KindOf(assign.Target.Name) != Kind.Register)
                {
                    Declare(assign.Target.Name, Kind.Register);
                }

                break;
            case Store store:
                Reads(store.Value);
                Access(store.At, store.Count);
                break;
            case Loop loop:
                Check(loop);
                break;
            case Scope scope:
                Nested(scope.Body);
                break;
            case Point point:
                Access(point.At, 1);
                Declare(point.Name, Kind.Pointer);
                _places[point.Name] = new Place(_places[point.At.Pointer].Least + point.At.Offset, 0);
                break;
            case Advance advance:
                Require(KindOf(advance.Pointer) == Kind.Pointer, $"moves '{advance.Pointer}', which is no pointer there");
                _places[advance.Pointer] = _places[advance.Pointer].Move(advance.Floats);
                break;
            case Seek seek:
                Require(KindOf(seek.Pointer) == Kind.Pointer, $"moves '{seek.Pointer}', which is no pointer there");
                Require(KindOf(seek.Count) == Kind.Counter, $"counts with '{seek.Count}', which is no count there");

                // The count of a method is 1 at least, a loop's begins at 0.
                _places[seek.Pointer] = _places[seek.Pointer].Move(seek.Count == _method.Count ? seek.Floats : 0);
                _sought[seek.Pointer] = seek;
                break;
            case Alternate alternate:
                Require(KindOf(alternate.Counter) == Kind.Counter, $"counts with '{alternate.Counter}', which no loop around it does");
                Require(KindOf(alternate.Count) == Kind.Counter, $"counts with '{alternate.Count}', which is no count there");
                Declare(alternate.Variable, Kind.Counter);
                break;
            case Swap swap:
                Check(swap);
                break;
            case Invoke invoke:
                Check(invoke);
                break;
            default:
                throw new InvalidOperationException($"{statement} cannot be verified");
        }
    }

    /// <summary>The body is checked as in the first round and, where a pointer then stands lower than before, as in the round where it is lowest.</summary>
    private void Check(Loop loop)
    {
        int? rounds = RoundsOf(loop);
        var before = new Dictionary<string, Place>(_places, StringComparer.Ordinal);
        Nested(loop.Body, loop.Variable);
        List<string> pointers = before.Keys.Where(p => KindOf(p) == Kind.Pointer).ToList();
        Dictionary<string, long> moves = pointers.ToDictionary(p => p, p => _places[p].Moved - before[p].Moved);
        if (pointers.Any(p => _places[p].Least < before[p].Least))
        {
            foreach (string pointer in pointers.Where(p => moves[p] < 0))
            {
                Require(rounds is not null || IsSoughtFor(loop, pointer, -moves[pointer]), $"moves '{pointer}' back in a loop whose end is not known");
                _places[pointer] = before[pointer].Move(((rounds ?? 1) - 1) * moves[pointer]);
            }

            Nested(loop.Body, loop.Variable);
        }

        foreach (string pointer in pointers.Where(p => moves[p] != 0))
        {
            _places[pointer] = before[pointer].Move((rounds ?? 1) * moves[pointer]);
        }
    }

    /// <summary>
    /// Whether a pointer was moved forth, by as many times the loop's own count, at least as far as the loop moves it back. In its last round, where it is
    /// lowest, it then stands as if that count had been one.
    /// </summary>
    private bool IsSoughtFor(Loop loop, string pointer, long floats) =>
        _sought.TryGetValue(pointer, out Seek? seek) && seek.Count == loop.End && floats <= seek.Floats;

    /// <summary>The rounds of a loop, at least one; null where the count is given at run time.</summary>
    private int? RoundsOf(Loop loop)
    {
        Require(loop.Step > 0, $"counts '{loop.Variable}' by {loop.Step}");
        Require(loop.From is null || KindOf(loop.From) == Kind.Counter, $"counts '{loop.Variable}' from '{loop.From}', which no loop around it does");
        if (!int.TryParse(loop.End, NumberStyles.None, CultureInfo.InvariantCulture, out int end))
        {
            Require(KindOf(loop.End) == Kind.Counter, $"counts '{loop.Variable}' to '{loop.End}', which is no count there");
            return null;
        }

        Require(end > 0 && end % loop.Step == 0, $"counts '{loop.Variable}' to {loop.End} by {loop.Step}: the last round would not be whole");
        return end / loop.Step;
    }

    private void Check(Swap swap)
    {
        Require(KindOf(swap.First) == Kind.Pointer, $"swaps '{swap.First}', which is no pointer there");
        Require(KindOf(swap.Second) == Kind.Pointer, $"swaps '{swap.Second}', which is no pointer there");
        Declare("swapped", Kind.Pointer);
        long least = Math.Min(_places[swap.First].Least, _places[swap.Second].Least);
        _places[swap.First] = _places[swap.First] with { Least = least };
        _places[swap.Second] = _places[swap.Second] with { Least = least };
    }

    private void Check(Invoke invoke)
    {
        Require(invoke.Method.Count is null || invoke.Count is not null, $"calls {invoke.Method.Name} without its count");
        Require(invoke.Method.Count is not null || invoke.Count is null, $"calls {invoke.Method.Name} with a count that it does not take");
        Require(invoke.Count is null || int.TryParse(invoke.Count, NumberStyles.None, CultureInfo.InvariantCulture, out _) || KindOf(invoke.Count) == Kind.Counter, $"counts with '{invoke.Count}', which is no count there");
        foreach (string pointer in invoke.Method.Pointers)
        {
            Require(KindOf(pointer) == Kind.Pointer, $"calls {invoke.Method.Name} with '{pointer}', which is no pointer there");
        }
    }

    private void Reads(Expression expression)
    {
        switch (expression)
        {
            case Register register:
                Require(KindOf(register.Name) == Kind.Register, $"reads the register '{register.Name}' before it is assigned");
                break;
            case Load load:
                Access(load.At, load.Count);
                break;
            case Broadcast broadcast:
                Access(broadcast.At, 1);
                break;
            case Spread spread:
                Reads(spread.Source);
                Require(spread.Lane >= 0 && spread.Lane < _lanes, $"takes the lane {spread.Lane} of {_lanes}");
                Access(spread.At, 1);
                break;
            case Number:
                break;
            case Binary binary:
                Reads(binary.Left);
                Reads(binary.Right);
                break;
            case Negate negate:
                Reads(negate.Operand);
                break;
            case LaneSum sum:
                Reads(sum.Operand);
                break;
            case MultiplyAdd fma:
                Reads(fma.Left);
                Reads(fma.Right);
                Reads(fma.Addend);
                break;
            case Call call:
                call.Arguments.ToList().ForEach(Reads);
                break;
            default:
                throw new InvalidOperationException($"{expression} cannot be verified");
        }
    }

    private void Access(Memory at, int count)
    {
        Require(KindOf(at.Pointer) == Kind.Pointer, $"reads or writes behind '{at.Pointer}', which is no pointer there");
        Require(at.Index is null || KindOf(at.Index) == Kind.Counter, $"counts with '{at.Index}', which no loop around it does");
        Require(count >= 1 && count <= _lanes, $"reads or writes {count} floats behind '{at.Pointer}' with {_lanes} lanes");
        long first = _places[at.Pointer].Least + at.Offset;
        Require(first >= 0, $"reads or writes {-first} floats before the memory of '{at.Pointer}'");
    }

    private Kind? KindOf(string name)
    {
        foreach (Block block in _open)
        {
            if (block.Declared.TryGetValue(name, out Kind kind))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>C# lets a name mean one thing in a block, from its first brace to its last, nested blocks included (CS0128, CS0136).</summary>
    private void Declare(string name, Kind kind)
    {
        Require(KindOf(name) is null, $"declares '{name}' twice");
        Require(!_open.Peek().IsNested(name), $"declares '{name}' after a nested scope has declared it");
        _open.Peek().Declared.Add(name, kind);
    }

    private void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The kernel {_method.Name} is not well formed: it {fault}.");
        }
    }

    /// <summary>Where a pointer stands.</summary>
    /// <param name="Least">At least so many floats from the start of its memory.</param>
    /// <param name="Moved">Floats by which it has been moved since it was made.</param>
    private readonly record struct Place(long Least, long Moved)
    {
        public Place Move(long floats) => new(Least + floats, Moved + floats);
    }

    /// <summary>The names of an open block, and those of the blocks that have been closed within it.</summary>
    private sealed class Block
    {
        private readonly HashSet<string> _nested = new(StringComparer.Ordinal);

        public Dictionary<string, Kind> Declared { get; } = new(StringComparer.Ordinal);

        public bool IsNested(string name) => _nested.Contains(name);

        public void Close(Block block)
        {
            _nested.UnionWith(block.Declared.Keys);
            _nested.UnionWith(block._nested);
        }
    }
}
