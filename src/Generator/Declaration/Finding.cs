using System;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>What a rule found wrong, or worth saying.</summary>
/// <param name="Rule">The rule, one of <see cref="RuleIds"/>.</param>
/// <param name="Argument">The attribute's argument at fault, or null for the class.</param>
/// <param name="Values">What fills the rule's message.</param>
internal sealed record Finding(string Rule, string? Argument, EquatableArray<string> Values)
{
    /// <summary>A finding about the class.</summary>
    public static Finding OnClass(string rule, params object[] values) => new(rule, null, Text(values));

    /// <summary>A finding about an argument.</summary>
    public static Finding On(string argument, string rule, params object[] values) => new(rule, argument, Text(values));

    private static EquatableArray<string> Text(object[] values) =>
        new(values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
