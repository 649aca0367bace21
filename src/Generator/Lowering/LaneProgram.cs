using System.Collections.Generic;

namespace Unrolled.Generator.Lowering;

/// <summary>A place in memory: a pointer, a constant offset and, inside a loop, the loop's variable; in floats.</summary>
internal sealed record Memory(string Pointer, int Offset, string? Index = null)
{
    /// <summary>The place <paramref name="floats"/> further on.</summary>
    public Memory Plus(int floats) => this with { Offset = Offset + floats };
}

/// <summary>An expression whose value is one vector register.</summary>
internal abstract record Expression;

/// <summary>A named register.</summary>
internal sealed record Register(string Name) : Expression;

/// <summary>As many floats as the register has lanes, or the first <paramref name="Count"/> and zeros.</summary>
internal sealed record Load(Memory At, int Count) : Expression;

/// <summary>One float in every lane.</summary>
internal sealed record Broadcast(Memory At) : Expression;

/// <summary>One lane of a register, whose float stands at a place, too, in every lane: from whichever of the two is nearer.</summary>
internal sealed record Spread(Register Source, int Lane, Memory At) : Expression;

/// <summary>A number in every lane.</summary>
internal sealed record Number(float Value) : Expression;

/// <summary>Lane by lane: Symbol is +, - or *.</summary>
internal sealed record Binary(string Symbol, Expression Left, Expression Right) : Expression;

/// <summary>-Operand.</summary>
internal sealed record Negate(Expression Operand) : Expression;

/// <summary>Left * Right + Addend, rounded once.</summary>
internal sealed record MultiplyAdd(Expression Left, Expression Right, Expression Addend) : Expression;

/// <summary>A function of the runtime's numerics ("Tanh").</summary>
internal sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;

/// <summary>The sum of a register's lanes, halves first, in the first lane; what the others hold is of no account.</summary>
internal sealed record LaneSum(Expression Operand) : Expression;

/// <summary>A statement of a lane method.</summary>
internal abstract record Statement;

/// <summary>Words for the reader of the generated code.</summary>
internal sealed record Comment(string Text) : Statement;

/// <summary>Register = value; the first assignment in a scope declares it.</summary>
internal sealed record Assign(Register Target, Expression Value) : Statement;

/// <summary>Stores as many floats as the register has lanes, or its first <paramref name="Count"/>.</summary>
internal sealed record Store(Memory At, int Count, Expression Value) : Statement;

/// <summary>
/// A counted loop: Variable runs from 0 in steps of Step while it is less than End, a number or the name of a parameter; or from the variable of a loop
/// around it, End further on.
/// </summary>
internal sealed record Loop(string Variable, string End, int Step, IReadOnlyList<Statement> Body, string? From = null) : Statement;

/// <summary>A counter that runs as another one does while a count is even, and from its last value back to 0 while that is odd.</summary>
internal sealed record Alternate(string Variable, string Counter, int Last, string Count) : Statement;

/// <summary>Statements whose registers are their own.</summary>
internal sealed record Scope(IReadOnlyList<Statement> Body) : Statement;

/// <summary>A new pointer to a place.</summary>
internal sealed record Point(string Name, Memory At) : Statement;

/// <summary>Moves a pointer by a number of floats.</summary>
internal sealed record Advance(string Pointer, int Floats) : Statement;

/// <summary>Moves a pointer by a number of floats times a count: one that the method is given, or that of a loop.</summary>
internal sealed record Seek(string Pointer, int Floats, string Count) : Statement;

/// <summary>Exchanges two pointers.</summary>
internal sealed record Swap(string First, string Second) : Statement;

/// <summary>Calls another method of the program with the same pointers, and the count that it takes.</summary>
internal sealed record Invoke(LaneMethod Method, string? Count = null) : Statement;

/// <summary>A method over vector registers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it computes, in words.</param>
/// <param name="Pointers">The memory it is given, in order.</param>
/// <param name="Count">The name of its count parameter, or null.</param>
/// <param name="Body">What it does.</param>
internal sealed record LaneMethod(string Name, IReadOnlyList<string> Summary, IReadOnlyList<string> Pointers, string? Count, IReadOnlyList<Statement> Body);
