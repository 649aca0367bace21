using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// Writes the adjoints of a layer's inputs: products of the deltas, which backpropagation through time left in the records. They do not depend on each
/// other, so they follow the sweep where someone wants them and cost nothing where nobody does.
/// </summary>
internal sealed class InputAdjointLowerer(ModelLayout layout, int rows)
{
    private int Steps => layout.Spec.Steps;

    /// <summary>The method of a whole sequence.</summary>
    public LaneMethod Sequence(string name)
    {
        int record = layout.TrainingRecord.Stride;
        Bindings bindings = Binder.InputAdjoint(
            layout, new Memory(KernelMemory.Records, 0), new Memory(KernelMemory.Records, record), new Memory(KernelMemory.InputAdjoint, 0));
        var shape = new LoweringShape(layout.Lanes, IsStraight: false, rows, RowStride);
        IEnumerable<Statement> step = StepLowerer.Lower(layout.InputBackward, bindings, shape, new RegisterFile(), []).SelectMany(p => p);
        List<Statement> body =
        [
            .. step,
            new Advance(KernelMemory.Records, record),
            new Advance(KernelMemory.InputAdjoint, layout.Spec.Input),
        ];
        IEnumerable<Value> computed = layout.InputBackward.Plan.Passes.SelectMany(p => p.Products.Concat(p.Elementwise));
        return new LaneMethod(
            name,
            ["The adjoints of the inputs, step after step.", .. GraphText.Equations(computed)],
            [KernelMemory.Weights, KernelMemory.Records, KernelMemory.InputAdjoint],
            layout.StepParameter,
            [new Loop("t", layout.StepCount, 1, body)]);
    }

    private int RowStride(string pointer) => pointer == KernelMemory.InputAdjoint ? Steps * layout.Spec.Input : layout.SequenceRecords;
}
