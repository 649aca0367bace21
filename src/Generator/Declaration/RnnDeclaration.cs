namespace Unrolled.Generator;

/// <summary>
/// A declaration as it is written, right or wrong: equal by value, without a symbol or a location. <see cref="SpecRules"/> judges it.
/// </summary>
/// <param name="Draft">What the attribute says, and its defaults for what it does not: sizes may be negative, enums undefined.</param>
/// <param name="Compiles">Whether the arguments compile; where they do not, the C# compiler says so and no rule applies.</param>
/// <param name="Stated">The names of the arguments that are stated, in the order written.</param>
/// <param name="Host">What the rules must know of the annotated class.</param>
/// <param name="Build">What the rules must know of the compilation around it.</param>
internal sealed record RnnDeclaration(RnnSpec Draft, bool Compiles, EquatableArray<string> Stated, HostFacts Host, BuildFacts Build)
{
    /// <summary>Whether the attribute names this argument, be it with its default value.</summary>
    public bool States(string argument)
    {
        foreach (string stated in Stated)
        {
            if (stated == argument)
                return true;
        }

        return false;
    }
}

/// <summary>The annotated class, in what can make it unfit to be completed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="NotPartial">Names of the types, from the outside in and the class itself last, that are not partial.</param>
/// <param name="Generic">Names of the types, from the outside in and the class itself last, that have type parameters.</param>
/// <param name="FileLocal">Whether it or a type around it is visible in its own file alone.</param>
/// <param name="Clashes">Members it declares under a name that the generated code needs (see <see cref="GeneratedMembers"/>).</param>
/// <param name="Unchained">Whether it declares an instance constructor that does not call another of its own.</param>
internal sealed record HostFacts(
    HostKind Kind,
    EquatableArray<string> NotPartial,
    EquatableArray<string> Generic,
    bool FileLocal,
    EquatableArray<string> Clashes,
    bool Unchained);

/// <summary>Kinds of class that can carry the attribute; <see cref="Plain"/> alone can be completed.</summary>
internal enum HostKind
{
    /// <summary>A class that can be instantiated, sealed or not.</summary>
    Plain,

    /// <summary>A static class.</summary>
    Static,

    /// <summary>An abstract class.</summary>
    Abstract,

    /// <summary>A record class.</summary>
    Record,

    /// <summary>A class with a primary constructor.</summary>
    PrimaryConstructor,
}

/// <summary>The compilation around a declaration.</summary>
/// <param name="LanguageVersion">Its C# version as people write it: "12.0".</param>
/// <param name="ReadsGeneratedCode">Whether that version is C# 12 or later.</param>
/// <param name="ReferencesRuntime">Whether it knows <c>Unrolled.IRnnModel</c>.</param>
internal sealed record BuildFacts(string LanguageVersion, bool ReadsGeneratedCode, bool ReferencesRuntime);
