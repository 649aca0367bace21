using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// Writes the gradients of the weights as products over all sequences and steps, delta by source, after the backward sweep: accumulators stay in registers
/// while the sequences pass. Packed gradients have the layout of the packed weights. Every sum runs over sequences, then steps, in rising order.
/// </summary>
internal sealed class WeightGradientLowerer(ModelLayout layout)
{
    private const string Record = "record";
    private const string X = "x";
    private const string Adjoint = "adjoint";

    private int Stride => layout.TrainingRecord.Stride;

    /// <summary>The method that adds the gradients of the layer's weights.</summary>
    public LaneMethod Layer(string name)
    {
        var rows = new RowLoop(layout.StepParameter is null ? layout.Spec.Steps : null, [(Record, KernelMemory.Records, Stride, layout.SequenceRecords), (X, KernelMemory.Input, layout.Spec.Input, layout.Spec.Steps * layout.Spec.Input)]);
        Dictionary<Value, Location> places = layout.Equations.Training.States.ToDictionary(s => s.Previous, s => InRecord(s.Next, 0));
        foreach (Value value in layout.TrainingRecord.Values)
        {
            places[value] = InRecord(value, Stride);
        }

        places[layout.Equations.Training.Input] = new Location(new Memory(X, 0), IsPadded: false);
        Dictionary<ParameterBlock, Value> deltas = Deltas(layout.Equations.LayerAdjoint.Weights);
        IEnumerable<Statement> diagonals = Diagonals(layout.LayerTraining.Diagonals, deltas, places, rows);
        return Method(name, diagonals, layout.LayerTraining, deltas, places, rows, layout.Lanes);
    }

    /// <summary>The method that adds the gradients of the head's weights.</summary>
    public LaneMethod Head(string name)
    {
        int hidden = layout.TrainingRecord.OffsetOf(layout.Equations.Training.Output);
        int first = layout.ReturnsSequence ? Stride : layout.Spec.Steps * Stride;
        int size = layout.Spec.OutputSize;
        var rows = new RowLoop(layout.Spec.OutputSteps, [(Record, KernelMemory.Records, Stride, layout.SequenceRecords), (Adjoint, KernelMemory.OutputAdjoint, size, layout.Spec.OutputSteps * size)]);
        var places = new Dictionary<Value, Location> { [layout.Equations.LossHead.Input] = new(new Memory(Record, first + hidden), IsPadded: true) };
        foreach (Value delta in layout.Equations.HeadAdjoint.Weights.Select(w => w.Delta))
        {
            places[delta] = new Location(new Memory(Adjoint, 0), IsPadded: false);
        }

        return Method(name, [], layout.HeadTraining, Deltas(layout.Equations.HeadAdjoint.Weights), places, rows, layout.Lanes);
    }

    /// <summary>The method that adds the gradients of a head that stands apart from the layers, over so many vectors.</summary>
    public static LaneMethod OfHead(string name, PlannedStep step, StepAdjoint head, int lanes)
    {
        int size = head.Step.Output.Length;
        int features = head.Step.Input.Length;
        var rows = new RowLoop(1, [(X, KernelMemory.Input, features, features), (Adjoint, KernelMemory.OutputAdjoint, size, size)]);
        var places = new Dictionary<Value, Location> { [head.Step.Input] = new(new Memory(X, 0), IsPadded: false) };
        foreach (Value delta in head.Weights.Select(w => w.Delta))
        {
            places[delta] = new Location(new Memory(Adjoint, 0), IsPadded: false);
        }

        return Method(name, [], step, Deltas(head.Weights), places, rows, lanes);
    }

    private static Dictionary<ParameterBlock, Value> Deltas(IEnumerable<WeightGradient> weights) => weights.ToDictionary(w => w.Block, w => w.Delta);

    private static LaneMethod Method(
        string name,
        IEnumerable<Statement> diagonals,
        PlannedStep step,
        Dictionary<ParameterBlock, Value> deltas,
        Dictionary<Value, Location> places,
        RowLoop rows,
        int lanes)
    {
        List<Statement> body = diagonals.ToList();
        foreach (WeightStream stream in step.Streams.Where(s => s.Pass.Products.Count > 0))
        {
            body.AddRange(new StreamGradientLowerer(lanes, stream, deltas, places, rows).Lower());
        }

        List<string> pointers = [.. rows.Pointers.Select(p => p.Source), KernelMemory.Gradients];
        return new LaneMethod(name, ["Adds the gradients of all weights over all sequences and steps: delta by source."], pointers, rows.Count, body);
    }

    /// <summary>The gradients of the parameters that multiply element by element: delta times source, lane by lane.</summary>
    private IEnumerable<Statement> Diagonals(
        IReadOnlyDictionary<Value, int> diagonals, Dictionary<ParameterBlock, Value> deltas, Dictionary<Value, Location> places, RowLoop rows)
    {
        if (diagonals.Count == 0)
        {
            yield break;
        }

        yield return new Comment(string.Join(", ", diagonals.Keys));
        Dictionary<ParameterBlock, Value> sources = layout.Equations.LayerAdjoint.Weights.Where(w => w.IsDiagonal).ToDictionary(w => w.Block, w => w.Source!);
        foreach (TileGroup group in Tiling.Of(diagonals.Keys.First().Length, diagonals.Count, layout.Lanes, isExact: false, Tiling.MostAccumulators))
        {
            string? unit = group.Tiles > 1 ? "unit" : null;
            var sums = new List<(Register, Memory)>();
            var body = new List<Statement>();
            foreach (KeyValuePair<Value, int> diagonal in diagonals)
            {
                for (int vector = 0; vector < group.Vectors; vector++)
                {
                    int first = group.FirstUnit + (vector * layout.Lanes);
                    ParameterBlock block = diagonal.Key.Block!;
                    Load Of(Value value) => new(places[value].At.Plus(first) with { Index = unit }, layout.Lanes);
                    var sum = new Register($"d{diagonal.Key.Name}{(group.Vectors > 1 ? "_" + vector.ToString(CultureInfo.InvariantCulture) : "")}");
                    var at = new Memory(KernelMemory.Gradients, diagonal.Value + first, unit);
                    sums.Add((sum, at));
                    body.Add(new Assign(sum, new MultiplyAdd(Of(deltas[block]), Of(sources[block]), sum)));
                }
            }

            int tileUnits = group.Vectors * layout.Lanes;
            List<Statement> tile = rows.Accumulate(sums, body, layout.Lanes).ToList();
            yield return new Scope(unit is null ? tile : [new Loop(unit, (group.Tiles * tileUnits).ToString(CultureInfo.InvariantCulture), tileUnits, tile)]);
        }
    }

    private Location InRecord(Value value, int offset) => new(new Memory(Record, offset + layout.TrainingRecord.OffsetOf(value)), IsPadded: true);
}
