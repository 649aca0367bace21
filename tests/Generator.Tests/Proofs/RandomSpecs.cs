using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// Valid declarations at random, and simpler ones than a given one. Every choice and switch that a declaration has is drawn, one that was added yesterday too;
/// one after the other in any order, and what the rules refuse beside those before is left out, so that whatever they accept may turn up. Most are small and loops, for the C# compiler takes nearly
/// all of the time; sizes and unrolling are swept by <see cref="Specs"/>.
/// </summary>
internal static class RandomSpecs
{
    private static readonly HostType s_host = new("Swept", default, "M", "Swept.M");

    private static readonly RnnSpec s_simplest = new() { Host = s_host, Input = 1, Hidden = 1, Steps = 1, Cell = Cell.Elman, Unroll = Unroll.None };

    /// <summary>What a declaration states, without the class; how wide the vectors are, the proofs vary themselves.</summary>
    public static IReadOnlyList<PropertyInfo> Arguments { get; } =
        [.. typeof(RnnSpec).GetProperties().Where(property => property.CanWrite && property.Name is not (nameof(RnnSpec.Host) or nameof(RnnSpec.Vectors)))];

    /// <summary>Valid declarations; the same for the same seed.</summary>
    public static IEnumerable<RnnSpec> From(int seed)
    {
        var random = new Random(seed);
        while (true)
            yield return Valid(Draw(random))!;
    }

    /// <summary>Valid declarations that differ from this one in one argument, which is at its simplest, halfway there or one less; the simplest first.</summary>
    public static IEnumerable<RnnSpec> SimplerThan(RnnSpec spec) =>
        from argument in Arguments
        let simplest = argument.GetValue(s_simplest)
        let value = argument.GetValue(spec)
        where !Equals(value, simplest)
        from simpler in value is int number ? [simplest, ((int)simplest! + number) / 2, number - 1] : new[] { simplest }
        where !Equals(simpler, value)
        let candidate = Valid(With(spec, argument, simpler))
        where candidate is not null && candidate != spec
        select candidate;

    /// <summary>The attribute's arguments, as a user would write them.</summary>
    public static string Describe(RnnSpec spec)
    {
        var defaults = new RnnSpec { Host = s_host, Input = 0, Hidden = 0, Steps = 0 };
        return "[Rnn(" + string.Join(", ", Arguments.Where(a => !Equals(a.GetValue(spec), a.GetValue(defaults))).Select(a => $"{a.Name} = {Text(a.GetValue(spec)!)}")) + ")]";
    }

    private static string Text(object value) => value switch
    {
        Enum choice => $"{choice.GetType().Name}.{choice}",
        bool isSet => isSet ? "true" : "false",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        IEnumerable<float> numbers => $"[{string.Join(", ", numbers.Select(number => Text(number)))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static RnnSpec Draw(Random random)
    {
        RnnSpec spec = s_simplest;
        PropertyInfo[] inAnyOrder = [.. Arguments];
        random.Shuffle(inAnyOrder);
        foreach (PropertyInfo argument in inAnyOrder)
        {
            RnnSpec drawn = With(spec, argument, argument.Name switch
            {
                nameof(RnnSpec.Input) => random.Next(1, 6),
                nameof(RnnSpec.Hidden) => random.Next(1, random.Next(25) == 0 ? 20 : random.Next(4) == 0 ? 9 : 5),
                nameof(RnnSpec.Steps) => random.Next(1, 4),
                nameof(RnnSpec.Output) => random.Next(3) == 0 ? 0 : random.Next(1, 10),
                nameof(RnnSpec.Cell) or nameof(RnnSpec.Loss) or nameof(RnnSpec.Returns) => Any(random, argument.PropertyType),
                nameof(RnnSpec.Unroll) => random.Next(20) == 0 ? Any(random, argument.PropertyType) : Unroll.None,
                _ => random.Next(3) == 0 ? Other(random, argument, spec) : argument.GetValue(s_simplest),
            });
            spec = Valid(drawn) is null ? spec : drawn;
        }

        return spec;
    }

    /// <summary>A value for an argument that most declarations leave out.</summary>
    private static object? Other(Random random, PropertyInfo argument, RnnSpec spec) => argument.GetValue(s_simplest) switch
    {
        Enum => Any(random, argument.PropertyType),
        bool simplest => !simplest,
        int => random.Next(1, 4),
        float => argument.Name == nameof(RnnSpec.LabelSmoothing) ? 0.1f : 0.5f,
        EquatableArray<float> => new EquatableArray<float>([.. Enumerable.Range(0, spec.Output).Select(_ => random.Next(5) / 2f)]),
        var other => other,
    };

    private static object Any(Random random, Type choice)
    {
        Array values = Enum.GetValues(choice);
        return values.GetValue(random.Next(values.Length))!;
    }

    private static RnnSpec With(RnnSpec spec, PropertyInfo argument, object? value)
    {
        RnnSpec copy = spec with { Host = s_host };
        argument.SetValue(copy, value);
        return copy;
    }

    /// <summary>The declaration with its defaults resolved, or null where the rules refuse it; what is not at its default is stated.</summary>
    private static RnnSpec? Valid(RnnSpec draft)
    {
        var defaults = new RnnSpec { Host = s_host, Input = 0, Hidden = 0, Steps = 0 };
        IEnumerable<string> stated = Arguments.Where(a => !Equals(a.GetValue(draft), a.GetValue(defaults))).Select(a => a.Name);
        return SpecRules.Resolve(new RnnDeclaration(
            draft,
            Compiles: true,
            new EquatableArray<string>(stated),
            new HostFacts(HostKind.Plain, default, default, FileLocal: false, default, Unchained: false),
            new BuildFacts("latest", ReadsGeneratedCode: true, ReferencesRuntime: true)));
    }
}
