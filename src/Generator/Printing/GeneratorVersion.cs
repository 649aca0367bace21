using System;

namespace Unrolled.Generator.Printing;

/// <summary>The version that generated code states.</summary>
internal static class GeneratorVersion
{
    /// <summary>Major, minor and patch.</summary>
    public static string Text { get; } = typeof(GeneratorVersion).Assembly.GetName().Version is { } version ? version.ToString(3) : throw new InvalidOperationException("no version");
}
