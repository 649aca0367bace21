using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the statements of one planned step: its passes, then what is only passed on.</summary>
internal static class StepLowerer
{
    /// <summary>The statements, in pieces between which a method may be cut if nothing is carried in registers.</summary>
    /// <param name="step">The step.</param>
    /// <param name="bindings">Where its values stand.</param>
    /// <param name="shape">How it is written.</param>
    /// <param name="registers">The registers of the method.</param>
    /// <param name="carried">Values that stay in registers beyond the step.</param>
    /// <param name="isProjected">Whether the products of the inputs are computed already.</param>
    /// <param name="alternates">Whether every other step goes backwards through the tiles.</param>
    public static IEnumerable<IReadOnlyList<Statement>> Lower(
        PlannedStep step, Bindings bindings, LoweringShape shape, RegisterFile registers, ICollection<Value> carried, bool isProjected = false, bool alternates = false)
    {
        foreach (KeyValuePair<Value, int> diagonal in step.Diagonals)
        {
            bindings.Read(diagonal.Key, new Location(new Memory(KernelMemory.Weights, diagonal.Value), IsPadded: true));
        }

        foreach (WeightStream stream in step.Streams)
        {
            foreach (IReadOnlyList<Statement> piece in new PassLowerer(new PassScope(shape, step.Plan, stream, bindings, registers, carried), isProjected, alternates).Lower())
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

    /// <summary>What is given and wanted elsewhere, too; a state whose next value nothing depends on has the adjoint 0.</summary>
    private static IEnumerable<Statement> Copy(Value value, Bindings bindings, LoweringShape shape)
    {
        if (value.Operator == Operator.Constant)
        {
            return Fill(value, bindings.Target(value)!, shape);
        }

        Location Row(Location location, int row) => location with { At = location.At.Plus(row * shape.RowStride(location.At.Pointer)) };
        return Enumerable.Range(0, shape.Rows).SelectMany(row => CopyLowerer.Copy(
            value.Length, Row(bindings.Source(value), row), Row(bindings.Target(value)!, row), shape.Lanes));
    }

    private static IEnumerable<Statement> Fill(Value value, Location target, LoweringShape shape) =>
        from row in Enumerable.Range(0, shape.Rows)
        from vector in Enumerable.Range(0, Tiling.Vectors(value.Length, shape.Lanes))
        let at = target.At.Plus((vector * shape.Lanes) + (row * shape.RowStride(target.At.Pointer)))
        select new Store(at, shape.Lanes, new Number(value.Constant));
}
