using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>
/// The second proof for declarations drawn at random, in whatever combination the rules accept: 500 of them, or 5,000 with UNROLLED_LONG=1. They are the same at
/// every run; UNROLLED_SEED draws others. A failure names the seed and the simplest declaration that was found to fail.
/// </summary>
public sealed class RandomSweepTests
{
    private const int OneCompilation = 100;

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("UNROLLED_SEED") ?? "1", CultureInfo.InvariantCulture);

    private static int Count => Specs.IsLong ? 5000 : 500;

    [Fact]
    public void Whatever_the_rules_accept_computes_what_its_equations_say()
    {
        foreach (RnnSpec[] specs in RandomSpecs.From(Seed).Take(Count).Chunk(OneCompilation))
        {
            if (FirstFailure(specs) is var (failing, _))
            {
                (RnnSpec simplest, string why) = Simplify(failing);
                Assert.Fail($"Seed {Seed}: {RandomSpecs.Describe(simplest)} fails, found from {RandomSpecs.Describe(failing)}.\n{why}");
            }
        }
    }

    [Fact]
    public void Every_choice_and_switch_turns_up_at_every_value()
    {
        RnnSpec[] specs = [.. RandomSpecs.From(1).Take(500)];
        IEnumerable<string> missing =
            from argument in RandomSpecs.Arguments
            let type = argument.PropertyType
            where type != typeof(Activation) // more than 500 draws can be sure of
            from value in type.IsEnum ? Enum.GetValues(type).Cast<object>() : type == typeof(bool) ? [true, false] : []
            where !specs.Any(spec => argument.GetValue(spec)!.Equals(value))
            select $"{argument.Name} = {value}";

        Assert.Empty(missing);
    }

    [Fact]
    public void A_failing_declaration_is_simplified_to_what_its_failure_needs()
    {
        bool Fails(RnnSpec spec) => spec is { Cell: Cell.Gru, Hidden: > 2, Bias: true };
        RnnSpec spec = RandomSpecs.From(1).First(drawn => Fails(drawn) && drawn.Hidden > 5 && drawn.HasHead);
        while (RandomSpecs.SimplerThan(spec).FirstOrDefault(Fails) is { } simpler)
            spec = simpler;

        Assert.Equal("[Rnn(Input = 1, Hidden = 3, Steps = 1, Cell = Cell.Gru, Unroll = Unroll.None)]", RandomSpecs.Describe(spec));
    }

    /// <summary>The simplest failing declaration to which single simplifications lead, and what fails in it.</summary>
    private static (RnnSpec Spec, string Why) Simplify(RnnSpec failing)
    {
        (RnnSpec Spec, string Why)? simplest = FirstFailure([failing]);
        while (FirstFailure([.. RandomSpecs.SimplerThan(simplest!.Value.Spec)]) is { } simpler)
            simplest = simpler;
        return simplest.Value;
    }

    private static (RnnSpec Spec, string Why)? FirstFailure(IReadOnlyList<RnnSpec> specs)
    {
        if (specs.Count == 0)
            return null;
        foreach (RunnableModel model in CompiledModels.OfOneWidth(specs))
        {
            if (Record.Exception(() => Check(model)) is { } exception)
                return (model.Spec, exception.Message);
        }

        return null;
    }

    private static void Check(RunnableModel model)
    {
        GeneratedCodeTests.CheckEveryWidth([[model]]);
        if (model.Spec.LearnedInitialState)
        {
            LearnedStateTests.Check(model, model.Spec.Hidden);
        }

        if (model.Spec.HasDropout)
        {
            DropoutTests.Check(model, model.Spec.Hidden);
        }
    }
}
