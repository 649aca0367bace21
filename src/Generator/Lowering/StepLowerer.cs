using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the statements of one planned step: its passes, then what is only passed on.</summary>
internal static class StepLowerer
{
    /// <summary>The statements, in pieces between which a method may be cut if nothing is carried in registers.</summary>
    public static IEnumerable<IReadOnlyList<Statement>> Lower(
        PlannedStep step, Bindings bindings, LoweringShape shape, RegisterFile registers, ICollection<Value> carried)
    {
        foreach (WeightStream stream in step.Streams)
        {
            foreach (IReadOnlyList<Statement> piece in new PassLowerer(shape, step.Plan, stream, bindings, registers, carried).Lower())
            {
                yield return piece;
            }
        }

        var computed = new HashSet<Value>(step.Plan.Passes.SelectMany(p => p.Products.Concat(p.Elementwise)));
        foreach (Value value in bindings.Written.Where(v => !computed.Contains(v)).OrderBy(v => v.Id))
        {
            yield return Copy(value, bindings, shape).ToList();
        }
    }

    private static IEnumerable<Statement> Copy(Value value, Bindings bindings, LoweringShape shape)
    {
        Location target = bindings.Target(value)!;
        Location? source = value.Operator == Operator.Constant ? null : bindings.Source(value);
        for (int row = 0; row < shape.Rows; row++)
        {
            for (int unit = 0; unit < value.Length; unit += shape.Lanes)
            {
                int Count(Location location) => location.IsPadded ? shape.Lanes : Math.Min(shape.Lanes, value.Length - unit);
                Memory At(Location location) => location.At.Plus(unit + (row * shape.RowStride(location.At.Pointer)));
                Expression copied = source is null ? new Number(value.Constant) : new Load(At(source), Count(source));
                yield return new Store(At(target), Count(target), copied);
            }
        }
    }
}
