using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>Binds the values of a step to the memory of a kernel at one time step.</summary>
internal static class Binder
{
    /// <summary>A step of the layer: reads the input and the previous record, writes the next record.</summary>
    public static Bindings Forward(StepGraph layer, PlannedStep step, RecordLayout record, Memory input, Memory previous, Memory next)
    {
        var bindings = new Bindings();
        bindings.Read(layer.Input, new Location(input, IsPadded: false));
        foreach (StateUpdate state in layer.States)
        {
            bindings.Read(state.Previous, InRecord(record, state.Next, previous));
        }

        foreach (Value value in step.Plan.Passes.SelectMany(p => p.Products.Concat(p.Elementwise)).Where(record.Values.Contains))
        {
            bindings.Write(value, InRecord(record, value, next));
        }

        ReadMask(bindings, layer, record);
        return bindings;
    }

    /// <summary>The head: reads the hidden state, writes one output vector.</summary>
    public static Bindings Head(StepGraph head, Location hidden, Memory output)
    {
        var bindings = new Bindings();
        bindings.Read(head.Input, hidden);
        bindings.Write(head.Output, new Location(output, IsPadded: false));
        return bindings;
    }

    /// <summary>The adjoint of a layer's step: reads the records and the incoming adjoints, writes deltas and outgoing adjoints.</summary>
    public static Bindings Backward(ModelLayout layout, Memory previous, Memory next, Memory incoming, Memory outgoing)
    {
        StepAdjoint adjoint = layout.Equations.LayerAdjoint;
        RecordLayout record = layout.TrainingRecord;
        var bindings = new Bindings();
        foreach (StateUpdate state in adjoint.Step.States)
        {
            bindings.Read(state.Previous, InRecord(record, state.Next, previous));
        }

        IEnumerable<Value> computed = layout.LayerBackward.Plan.Passes.SelectMany(p => p.Products.Concat(p.Elementwise));
        var own = new HashSet<Value>(computed.Where(record.Values.Contains));
        foreach (Value value in record.Values)
        {
            Location location = InRecord(record, value, next);

            // An adjoint that comes from outside and is a delta as it is has to be kept for the gradients of the weights.
            if (own.Contains(value) || value.Operator == Operator.Input)
            {
                bindings.Write(value, location);
            }
            else
            {
                bindings.Read(value, location);
            }
        }

        foreach (StateAdjoint state in adjoint.States)
        {
            bindings.Read(state.Incoming, InRecord(layout.AdjointRecord, state.Incoming, incoming));
            bindings.Write(state.Outgoing, InRecord(layout.AdjointRecord, state.Incoming, outgoing));
        }

        if (adjoint.Output is { } output)
        {
            bindings.Read(output, InRecord(layout.AdjointRecord, output, incoming));
        }

        ReadMask(bindings, adjoint.Step, record);
        return bindings;
    }

    /// <summary>
    /// The adjoint of the head: reads the adjoint of the output (and the output itself or the hidden state, where the activation's derivative needs it),
    /// writes the delta over the former and the adjoint of the hidden state to where the layer's adjoint reads it.
    /// </summary>
    public static Bindings HeadBackward(ModelLayout layout, Memory record, Memory output, Memory outputAdjoint, Memory incoming)
    {
        StepAdjoint layer = layout.Equations.LayerAdjoint;
        Value target = layer.Output ?? layer.States[0].Incoming;
        return HeadBackward(
            layout.Equations.HeadAdjoint,
            InRecord(layout.TrainingRecord, layer.Step.Output, record),
            new Location(output, IsPadded: false),
            new Location(outputAdjoint, IsPadded: false),
            InRecord(layout.AdjointRecord, target, incoming));
    }

    /// <summary>The same, with the adjoint of what the head reads going anywhere.</summary>
    public static Bindings HeadBackward(StepAdjoint head, Location input, Location output, Location outputAdjoint, Location inputAdjoint)
    {
        var bindings = new Bindings();
        bindings.Read(head.Step.Input, input);
        bindings.Read(head.Step.Output, output);
        bindings.Read(head.Output!, outputAdjoint);
        foreach (Value delta in head.Weights.Select(w => w.Delta).Where(d => !ReferenceEquals(d, head.Output)))
        {
            bindings.Write(delta, outputAdjoint);
        }

        bindings.Write(head.Input!, inputAdjoint);
        return bindings;
    }

    /// <summary>The adjoint of a layer's input: reads tape and deltas in the records, writes where no float beyond the last is ours.</summary>
    public static Bindings InputAdjoint(ModelLayout layout, Memory previous, Memory next, Memory inputAdjoint)
    {
        StepAdjoint adjoint = layout.Equations.LayerAdjoint;
        RecordLayout record = layout.TrainingRecord;
        var bindings = new Bindings();
        foreach (StateUpdate state in adjoint.Step.States)
        {
            bindings.Read(state.Previous, InRecord(record, state.Next, previous));
        }

        foreach (Value value in record.Values)
        {
            bindings.Read(value, InRecord(record, value, next));
        }

        bindings.Write(adjoint.Input!, new Location(inputAdjoint, IsPadded: false));
        return bindings;
    }

    /// <summary>A sequence's mask stands in its first record, which holds initial states alone: in the place that the masked state has in the others.</summary>
    private static void ReadMask(Bindings bindings, StepGraph layer, RecordLayout record)
    {
        if (layer.Mask is { } mask)
        {
            bindings.Read(mask.Elements, InRecord(record, mask.Masked, new Memory(KernelMemory.Records, 0)));
        }
    }

    /// <summary>The place of a value in a record.</summary>
    public static Location InRecord(RecordLayout record, Value value, Memory at) => new(at.Plus(record.OffsetOf(value)), IsPadded: true);
}
