using System.Collections.Generic;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>The names a register may bear for a value, best first.</summary>
internal static class RegisterNames
{
    /// <summary>
    /// A sum of products that flows into one gate accumulates under the gate's name; everything else bears its own name,
    /// and a part of an expression one that says how it is made ("oneMinusZ").
    /// </summary>
    public static IReadOnlyList<string> Of(Value value, StepPlan plan)
    {
        var names = new List<string>();
        if (value.IsProduct)
        {
            Value? reader = plan.SoleReaderOf(value);
            while (reader is { IsProduct: false, Name.Length: 0 })
            {
                reader = plan.SoleReaderOf(reader);
            }

            if (reader is { IsProduct: false })
            {
                names.Add(reader.Name);
            }
        }

        names.Add(value.Name.Length > 0 ? value.Name : Describe(value));
        return names;
    }

    private static string Describe(Value value) => value.Operator switch
    {
        Operator.TransposedProduct => Word(value.Operands[0]) + "t" + Capital(Word(value.Operands[1])),
        Operator.Add => Word(value.Operands[0]) + "Plus" + Capital(Word(value.Operands[1])),
        Operator.Subtract => Word(value.Operands[0]) + "Minus" + Capital(Word(value.Operands[1])),
        Operator.Multiply => Word(value.Operands[0]) + "Times" + Capital(Word(value.Operands[1])),
        Operator.Affine => "sum",
        _ => value.Operator.ToString().ToLowerInvariant() + Capital(Word(value.Operands[0])),
    };

    private static string Word(Value value) => value switch
    {
        { Name.Length: > 0 } => value.Name,
        { Operator: Operator.Constant, Constant: 1f } => "one",
        { Operator: Operator.Constant, Constant: 0f } => "zero",
        { Operator: Operator.Multiply } => "product",
        _ => "sum",
    };

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);
}
