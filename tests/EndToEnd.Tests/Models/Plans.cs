using System;
using System.Collections.Generic;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models.Declarations;

namespace Unrolled.EndToEnd.Tests.Models;

/// <summary>A model of every cell for every plan by which code is generated.</summary>
internal static class Plans
{
    private static readonly Dictionary<string, Func<ITestModel>> s_models = new()
    {
        ["Elman, one unit, one step"] = () => new ElmanTanhI1H1T1Last(),
        ["Lstm, one unit, one step"] = () => new LstmI1H1T1Last(),
        ["Gru, one unit, one step"] = () => new GruI1H1T1Last(),
        ["Elman, unrolled"] = () => new ElmanTanhI3H7T5Last(),
        ["Elman of rectified units, unrolled"] = () => new ElmanReluI3H7T5Last(),
        ["Lstm, unrolled"] = () => new LstmI3H7T5Last(),
        ["Gru, unrolled"] = () => new GruI3H7T5Last(),
        ["Elman, step by step"] = () => new ElmanStepByStep(),
        ["Lstm, step by step"] = () => new LstmStepByStep(),
        ["Gru, step by step"] = () => new GruStepByStep(),
        ["Elman, looped"] = () => new ElmanLooped(),
        ["Lstm, looped"] = () => new LstmLooped(),
        ["Gru, looped"] = () => new GruLooped(),
        ["Elman, large"] = () => new ElmanLarge(),
        ["Lstm, large"] = () => new LstmLarge(),
        ["Gru, large"] = () => new GruLarge(),
        ["Lstm, three layers"] = () => new LstmOfLayers(),
        ["Gru, two layers in both directions"] = () => new GruOfLayersInBothDirections(),
        ["Lstm, of any length"] = () => new LstmOfAnyLength(),
        ["Gru, of any length in both directions"] = () => new GruOfAnyLength(),
        ["Elman, residual layers in both directions"] = () => new ElmanOfResidualLayers(),
    };

    /// <summary>What the models are called by.</summary>
    public static IReadOnlyCollection<string> Names => s_models.Keys;

    /// <summary>A new model.</summary>
    public static ITestModel Create(string name) => s_models[name]();
}
