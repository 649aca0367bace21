using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator;

/// <summary>Steps that Roslyn's pipeline lacks.</summary>
internal static class ProviderExtensions
{
    /// <summary>Drops the nulls, in the type as well.</summary>
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class =>
        values.Where(static value => value is not null).Select(static (value, _) => value!);

    /// <summary>
    /// Orders the values by a key. Roslyn compares a value with the one that stood at its place before: in the order of the source, a
    /// class that moves within its file or to another would compute itself and its neighbours anew.
    /// </summary>
    public static IncrementalValuesProvider<T> InOrderOf<T>(this IncrementalValuesProvider<T> values, Func<T, string> key) =>
        values.Collect().SelectMany((all, _) => all.OrderBy(key, StringComparer.Ordinal));
}
