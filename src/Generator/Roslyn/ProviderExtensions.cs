using Microsoft.CodeAnalysis;

namespace Unrolled.Generator;

/// <summary>Steps that Roslyn's pipeline lacks.</summary>
internal static class ProviderExtensions
{
    /// <summary>Drops the nulls, in the type as well.</summary>
    public static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class =>
        values.Where(static value => value is not null).Select(static (value, _) => value!);
}
