using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the type of the state of one stream.</summary>
internal sealed class StatePrinter(CSharpWriter writer, RnnSpec spec, IReadOnlyList<ModelLayout> layers)
{
    /// <summary>Prints the type.</summary>
    public void Print()
    {
        writer.Line("/// <summary>The state of one stream; default is the zero state. A struct: many streams share one model.</summary>");
        writer.Open("public struct State");
        writer.Line($"private Memory _memory;");
        foreach (StateUpdate update in layers[0].Equations.Layer.States)
        {
            string state = update.Name;
            string name = state switch { "h" => "Hidden", "c" => "Cell", "y" => "Output", _ => char.ToUpperInvariant(state[0]) + state.Substring(1) };
            writer.Line();
            if (spec.IsOneLayer)
            {
                OfOneLayer(update, name);
            }
            else
            {
                OfLayers(state, name);
            }
        }

        writer.Line();
        writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        writer.Line("internal ref float First => ref _memory[0];");
        writer.Line();
        writer.Line("/// <summary>The states one after the other, each padded to whole vectors; nothing reads the padding.</summary>");
        writer.Line($"[global::System.Runtime.CompilerServices.InlineArray({Text(layers.Sum(layer => layer.StateLength))})]");
        writer.Open("private struct Memory");
        writer.Line("private float _first;");
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private void OfOneLayer(StateUpdate update, string name)
    {
        string length = update.Next.Length == spec.Hidden ? "HiddenSize" : Text(update.Next.Length);
        writer.Line($"/// <summary>The {name.ToLowerInvariant()} state, [{Text(update.Next.Length)}], to read and to set. There is one layer, 0.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such layer.</exception>");
        writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        writer.Open($"public global::System.Span<float> {name}(int layer = 0)");
        writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNotEqual(layer, 0);");
        writer.Line($"return global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _memory[{Text(layers[0].InferenceRecord.OffsetOf(update.Next))}], {length});");
        writer.Close();
    }

    private void OfLayers(string state, string name)
    {
        StateUpdate In(ModelLayout layer) => layer.Equations.Layer.States.Single(s => s.Name == state);
        int PlaceIn(ModelLayout layer) => layer.InferenceRecord.OffsetOf(In(layer).Next);
        IEnumerable<int> places = layers.Select((layer, index) => layers.Take(index).Sum(below => below.StateLength) + PlaceIn(layer));
        string units = string.Join(", ", layers.Select(layer => Text(In(layer).Next.Length)));
        writer.Line($"/// <summary>The {name.ToLowerInvariant()} state of a layer, the lowest being 0, to read and to set; [{units}] units.</summary>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such layer.</exception>");
        writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        writer.Open($"public global::System.Span<float> {name}(int layer = 0)");
        writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(layer);");
        writer.Line($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, {Text(layers.Count)});");
        writer.Line($"global::System.ReadOnlySpan<int> places = [{string.Join(", ", places.Select(Text))}];");
        writer.Line($"global::System.ReadOnlySpan<int> units = [{units}];");
        writer.Line("return global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _memory[places[layer]], units[layer]);");
        writer.Close();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
