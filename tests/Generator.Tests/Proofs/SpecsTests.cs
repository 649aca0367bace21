using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Lowering;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>What the short sweep must have met.</summary>
public sealed class SpecsTests
{
    private static readonly IReadOnlyList<RnnSpec> s_sweep = [.. Specs.Hidden.SelectMany(Specs.CellsAt)];

    private static readonly (string Name, Func<RnnSpec, object> Choice)[] s_options =
    [
        ("cell", s => (s.Cell, s.Activation)),
        ("head", s => (s.Output, s.OutputActivation, s.Loss)),
        ("input", s => s.Input),
        ("steps", s => s.Steps),
        ("returns", s => s.Returns),
        ("bias", s => s.Bias),
        ("unroll", s => s.Unroll),
    ];

    [Fact]
    public void Every_cell_meets_every_loss_at_every_size() => Assert.All(
        Specs.Hidden,
        hidden => Assert.Equal(Specs.Cells.DistinctBy(c => c.Cell).Count() * Enum.GetValues<Loss>().Length, Specs.CellsAt(hidden).Select(s => (s.Cell, s.Loss)).Distinct().Count()));

    [Fact]
    public void Every_two_options_meet()
    {
        Assert.Equal(Specs.Heads.Count, ChoicesOf(s_options[1].Choice).Count);
        IEnumerable<string> missing =
            from first in s_options
            from second in s_options
            where string.CompareOrdinal(first.Name, second.Name) < 0
            from a in ChoicesOf(first.Choice)
            from b in ChoicesOf(second.Choice)
            where !s_sweep.Any(s => first.Choice(s).Equals(a) && second.Choice(s).Equals(b))
            select $"{first.Name} {a} with {second.Name} {b}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_cell_is_swept() =>
        Assert.Equal(Enum.GetValues<Cell>(), Specs.Hidden.SelectMany(Specs.AtHidden).Select(s => s.Cell).Distinct().Order());

    [Fact]
    public void Every_variant_is_unrolled_in_every_way() => Assert.All(Specs.Variants, variant =>
        Assert.Equal(
            Enum.GetValues<Unroll>(),
            Specs.Hidden.SelectMany(Specs.VariantsAt).Where(s => s == variant(s)).Select(s => s.Unroll).Distinct().Order()));

    [Fact]
    public void Whatever_has_kernels_of_three_widths_is_swept_with_each()
    {
        int[] widths = [512, 256, 128];
        (RnnSpec Spec, IReadOnlyList<int> Bits)[] swept =
        [
            .. from hidden in Specs.Hidden
               from place in Specs.AtHidden(hidden).Select((spec, index) => (Spec: spec, Index: index))
               where Widths.Of(place.Spec).Count == widths.Length
               select (place.Spec, CompiledModels.InTurn(widths, place.Spec, place.Index, CompiledModels.MostSwept(place.Spec, place.Index))),
        ];

        Assert.Equal(Specs.IsLong ? [3] : [1, 2], swept.Select(model => model.Bits.Count).Distinct().Order());
        IEnumerable<IEnumerable<(RnnSpec, IReadOnlyList<int> Bits)>> groups =
        [
            .. Specs.Variants.Select(variant => swept.Where(model => model.Spec == variant(model.Spec))),
            .. swept.GroupBy(model => (model.Spec.Cell, model.Spec.Loss)).Where(models => models.Count() > 2),
            .. swept.GroupBy(model => (model.Spec.Cell, model.Spec.Unroll)).Where(models => models.Count() > 2),
            .. swept.GroupBy(model => (model.Spec.Cell, model.Spec.Hidden)).Where(models => models.Count() > 2),
        ];
        Assert.All(groups, models => Assert.Equal(widths, models.SelectMany(model => model.Bits).Distinct().OrderDescending()));
    }

    private static IReadOnlyCollection<object> ChoicesOf(Func<RnnSpec, object> choice) => [.. s_sweep.Select(choice).Distinct()];
}
