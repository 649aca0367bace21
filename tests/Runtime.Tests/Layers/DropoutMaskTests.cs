using System;
using System.Linq;
using Xunit;

namespace Unrolled.Runtime.Tests;

public sealed class DropoutMaskTests
{
    private const int Units = 10_000;

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Elements_are_dropped_with_the_probability_and_the_others_scaled_to_a_mean_of_one(float probability)
    {
        float[] mask = BelowLayer(probability, seed: 7, sequence: 2, layer: 1);

        // Four standard deviations of a binomial share; the mask is the same at every run.
        Assert.Equal(probability, mask.Count(element => element == 0) / (double)Units, 4 * Math.Sqrt(probability * (1 - probability) / Units));
        Assert.All(mask, element => Assert.True(element == 0 || element == 1 / (1 - probability)));
    }

    [Fact]
    public void Masks_of_recurrence_and_of_each_direction_are_masks_of_their_own()
    {
        var context = new BatchContext { DropoutSeed = 1 };
        var masks = new float[2 * 3][];
        for (int place = 0; place < masks.Length; place++)
        {
            masks[place] = new float[Units];
            if (place % 3 == 0)
                DropoutMask.BelowLayer(masks[place], 0.5f, context, 0, place / 3);
            else
                DropoutMask.Recurrent(masks[place], 0.5f, context, 0, place / 3, (place % 3) - 1);
        }

        CheckIndependence(masks);
    }

    [Fact]
    public void Seeds_sequences_and_layers_have_masks_of_their_own()
    {
        float[][] masks =
        [
            BelowLayer(0.5f, seed: 1, sequence: 0, layer: 1),
            BelowLayer(0.5f, seed: 2, sequence: 0, layer: 1),
            BelowLayer(0.5f, seed: 1, sequence: 1, layer: 1),
            BelowLayer(0.5f, seed: 1, sequence: 0, layer: 2),
            BelowLayer(0.5f, seed: 0, sequence: 0, layer: 1),
        ];

        CheckIndependence(masks);
    }

    [Fact]
    public void A_part_of_a_batch_has_the_masks_of_its_place() =>
        Assert.Equal(BelowLayer(0.5f, seed: 5, sequence: 9, layer: 1), BelowLayer(0.5f, seed: 5, sequence: 2, layer: 1, firstSequence: 7));

    /// <summary>Independent halves agree at half of the places.</summary>
    private static void CheckIndependence(float[][] masks) => Assert.All(
        masks.SelectMany((mask, index) => masks.Skip(index + 1).Select(other => mask.Zip(other).Count(pair => pair.First == pair.Second))),
        equal => Assert.InRange(equal, 0.48 * Units, 0.52 * Units));

    private static float[] BelowLayer(float probability, ulong seed, int sequence, int layer, int firstSequence = 0)
    {
        var mask = new float[Units];
        DropoutMask.BelowLayer(mask, probability, new BatchContext { DropoutSeed = seed, FirstSequence = firstSequence }, sequence, layer);
        return mask;
    }
}
