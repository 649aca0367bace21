using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// What the JIT stands. RyuJIT compiles a method of more than 20,000 IL instructions, 60,000 IL bytes or 2,000 locals without optimisation,
/// four to five times slower, and does not say so (DEFAULT_MIN_OPTS_* in the runtime's jit sources). The budgets leave room below.
/// </summary>
internal static class CodeBudget
{
    /// <summary>IL instructions of one method.</summary>
    public const int MethodInstructions = 13_000;

    /// <summary>Statements of one unrolled sequence under Unroll.Auto, so that a model compiles and starts in a blink.</summary>
    public const int AutoSequenceStatements = 800;

    /// <summary>Multiply-adds of one straight-line step; beyond that tile loops are faster, since the register allocator no longer keeps up.</summary>
    public const int AutoStepProducts = 256;

    /// <summary>
    /// Multiply-adds of one straight-line step in Vector128 code, whose multiply-add is an inlined call: the inliner stops at 512 variables.
    /// </summary>
    public const int PortableStepProducts = 128;

    /// <summary>Multiply-adds of a head that is written out within straight-line steps; a larger one is a loop among them.</summary>
    public const int StraightHeadProducts = 64;

    /// <summary>Statements of all kernels of a model under Unroll.Auto.</summary>
    public const int AutoModelStatements = 3_000;

    /// <summary>Statements beyond which no sequence is unrolled, whatever is asked for: 10,000 take the compiler 10 seconds.</summary>
    public const int MostStatements = 20_000;

    /// <summary>The IL instructions of statements as the printer writes them and the C# compiler translates them.</summary>
    public static int Instructions(IEnumerable<Statement> statements) => statements.Sum(Instructions);

    /// <summary>The statements, loops counted once.</summary>
    public static int Statements(IEnumerable<Statement> statements) => statements.Sum(s => s switch
    {
        Comment => 0,
        Loop loop => 1 + Statements(loop.Body),
        Scope scope => Statements(scope.Body),
        _ => 1,
    });

    private static int Instructions(Statement statement) => statement switch
    {
        Comment => 0,
        Assign assign => Instructions(assign.Value) + 1,
        Store store => Instructions(store.Value) + Address(store.At) + 2,
        Loop loop => Instructions(loop.Body) + 12,
        Scope scope => Instructions(scope.Body),
        Point point => Address(point.At) + 1,
        Advance => 4,
        Seek => 6,
        Alternate => 12,
        Swap => 6,
        Invoke invoke => invoke.Method.Pointers.Count + 1,
        _ => throw new InvalidOperationException($"{statement} has no cost"),
    };

    private static int Instructions(Expression expression) => expression switch
    {
        Register => 1,
        Load load => Address(load.At) + 2,
        Broadcast broadcast => Address(broadcast.At) + 2,
        Spread spread => Address(spread.At) + 3,
        Number => 2,
        Binary binary => Instructions(binary.Left) + Instructions(binary.Right) + 1,
        Negate negate => Instructions(negate.Operand) + 1,
        LaneSum sum => Instructions(sum.Operand) + 1,
        MultiplyAdd fma => Instructions(fma.Left) + Instructions(fma.Right) + Instructions(fma.Addend) + 1,
        Call call => call.Arguments.Sum(Instructions) + 1,
        _ => throw new InvalidOperationException($"{expression} has no cost"),
    };

    private static int Address(Memory memory) => memory switch
    {
        { Index: not null, Offset: > 0 } => 6,
        { Index: not null } => 3,
        { Offset: 0 } => 1,
        _ => 4,
    };
}
