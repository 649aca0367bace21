using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Gradients;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes backpropagation through time: the adjoint of each step, from the last to the first.</summary>
internal sealed class BackwardLowerer(ModelLayout layout, int rows)
{
    private readonly PlannedStep _layer = layout.LayerBackward;
    private readonly PlannedStep _head = layout.HeadBackward;

    private StepAdjoint Adjoint => layout.Equations.LayerAdjoint;

    private int Steps => layout.Spec.Steps;

    private int Record => layout.TrainingRecord.Stride;

    private int AdjointRecord => layout.AdjointRecord.Stride;

    /// <summary>
    /// The methods of a whole sequence: they read the records and the adjoints of the outputs, write every step's deltas into its record, and leave the
    /// adjoints of the initial states in adjoints[Steps mod 2]. adjoints[0] holds those of the final states, zero unless given.
    /// </summary>
    public IReadOnlyList<LaneMethod> Sequence(string name, Unroll unroll)
    {
        List<string> pointers = [KernelMemory.Weights, KernelMemory.Records, KernelMemory.Output, KernelMemory.OutputAdjoint, KernelMemory.Adjoints];
        if (unroll == Unroll.Full)
        {
            IReadOnlyList<LaneMethod> methods = AllSteps(name, pointers, isCut: false).Close();
            bool fits = CodeBudget.Instructions(methods[0].Body) <= CodeBudget.MethodInstructions;
            return fits ? methods : AllSteps(name, pointers, isCut: true).Close();
        }

        List<Statement> body =
        [
            new Point(KernelMemory.Incoming, new Memory(KernelMemory.Adjoints, 0)),
            new Point(KernelMemory.Outgoing, new Memory(KernelMemory.Adjoints, AdjointRecord)),
            .. Behind(KernelMemory.Previous, KernelMemory.Records, 0, Record),
            .. Behind(KernelMemory.Next, KernelMemory.Records, Record, Record),
        ];
        if (layout.ReturnsSequence)
        {
            body.Add(Behind(KernelMemory.Output, layout.Spec.OutputSize));
            body.Add(Behind(KernelMemory.OutputAdjoint, layout.Spec.OutputSize));
        }
        else
        {
            body.Add(new Scope(HeadPieces(Shape(unroll), new RegisterFile(), 0, At(KernelMemory.Previous), At(KernelMemory.Incoming)).SelectMany(p => p).ToList()));
        }

        body.Add(new Loop("t", layout.StepCount, 1, StepOfLoop(unroll)));
        return [new LaneMethod(name, Summary(), pointers, layout.StepParameter, body)];
    }

    /// <summary>A pointer behind the last step.</summary>
    private IEnumerable<Statement> Behind(string name, string memory, int offset, int stride) => layout.StepParameter is { } count
        ? [new Point(name, new Memory(memory, offset)), new Seek(name, stride, count)]
        : [new Point(name, new Memory(memory, (Steps * stride) + offset))];

    /// <summary>Moves a pointer behind the last step.</summary>
    private Statement Behind(string pointer, int stride) =>
        layout.StepParameter is { } count ? new Seek(pointer, stride, count) : new Advance(pointer, Steps * stride);

    private MethodAssembler AllSteps(string name, IReadOnlyList<string> pointers, bool isCut)
    {
        LoweringShape shape = Shape(Unroll.Steps);
        var assembler = new MethodAssembler(name, Summary(), pointers, isCut ? CodeBudget.MethodInstructions : int.MaxValue);
        var registers = new RegisterFile();
        List<Value> carried = isCut ? [] : Adjoint.States.Select(s => s.Outgoing).Where(v => !v.IsLeaf).ToList();
        for (int t = Steps - 1; t >= 0; t--)
        {
            assembler.Add([new Comment(FormattableString.Invariant($"step {t + 1} of {Steps}"))]);
            Memory incoming = AdjointAt(Steps - 1 - t);
            Memory outgoing = AdjointAt(Steps - t);
            if (layout.ReturnsSequence || t == Steps - 1)
            {
                assembler.Append(HeadPieces(shape, registers, layout.ReturnsSequence ? t : 0, RecordAt(t + 1), incoming), () => registers.Forget([]));
                registers.Forget(Adjoint.States.Select(s => s.Incoming).ToList());
            }

            Bindings bindings = Binder.Backward(layout, RecordAt(t), RecordAt(t + 1), incoming, outgoing);
            if (!isCut && t > 0)
            {
                KeepInRegisters(bindings, carried);
            }

            assembler.Append(StepLowerer.Lower(_layer, bindings, shape, registers, carried), () => registers.Forget([]));
            registers.Forget(carried);
            HandOn(registers, shape, carried);
        }

        return assembler;
    }

    /// <summary>Drops the stores of adjoints that the step before reads from registers alone.</summary>
    private void KeepInRegisters(Bindings bindings, List<Value> carried)
    {
        HashSet<Value> inMemory = _layer.Multiplied;
        inMemory.UnionWith(layout.TrainingRecord.Values);
        foreach (StateAdjoint state in Adjoint.States.Where(s => carried.Contains(s.Outgoing) && !inMemory.Contains(s.Incoming)))
        {
            bindings.Drop(state.Outgoing);
        }
    }

    private void HandOn(RegisterFile registers, LoweringShape shape, List<Value> carried)
    {
        foreach (StateAdjoint state in Adjoint.States.Where(s => carried.Contains(s.Outgoing)))
        {
            for (int vector = 0; vector < Tiling.Vectors(state.Outgoing.Length, shape.Lanes); vector++)
            {
                for (int row = 0; row < shape.Rows; row++)
                {
                    registers.Rename(new Lane(state.Outgoing, vector, row), new Lane(state.Incoming, vector, row), _layer.Plan.UsesOf(state.Incoming));
                }
            }
        }
    }

    private List<Statement> StepOfLoop(Unroll unroll)
    {
        LoweringShape shape = Shape(unroll);
        List<Statement> body = [new Advance(KernelMemory.Previous, -Record), new Advance(KernelMemory.Next, -Record)];
        if (layout.ReturnsSequence)
        {
            body.Add(new Advance(KernelMemory.Output, -layout.Spec.OutputSize));
            body.Add(new Advance(KernelMemory.OutputAdjoint, -layout.Spec.OutputSize));
            body.Add(new Scope(HeadPieces(shape, new RegisterFile(), 0, At(KernelMemory.Next), At(KernelMemory.Incoming)).SelectMany(p => p).ToList()));
        }

        Bindings bindings = Binder.Backward(
            layout, At(KernelMemory.Previous), At(KernelMemory.Next), At(KernelMemory.Incoming), At(KernelMemory.Outgoing));
        List<Statement> step = StepLowerer.Lower(_layer, bindings, shape, new RegisterFile(), []).SelectMany(p => p).ToList();
        body.AddRange(layout.ReturnsSequence ? [new Scope(step)] : step);
        body.Add(new Swap(KernelMemory.Incoming, KernelMemory.Outgoing));
        return body;
    }

    private IEnumerable<IReadOnlyList<Statement>> HeadPieces(LoweringShape shape, RegisterFile registers, int step, Memory record, Memory incoming)
    {
        int offset = step * layout.Spec.OutputSize;
        Bindings bindings = Binder.HeadBackward(
            layout, record, new Memory(KernelMemory.Output, offset), new Memory(KernelMemory.OutputAdjoint, offset), incoming);
        return StepLowerer.Lower(_head, bindings, shape with { IsStraight = shape.IsStraight && layout.IsHeadStraight }, registers, []);
    }

    private LoweringShape Shape(Unroll unroll) => new(layout.Lanes, unroll != Unroll.None, rows, RowStride);

    private int RowStride(string pointer) => pointer switch
    {
        KernelMemory.Weights => 0,
        KernelMemory.Output or KernelMemory.OutputAdjoint => layout.Spec.OutputSteps * layout.Spec.OutputSize,
        KernelMemory.Adjoints or KernelMemory.Incoming or KernelMemory.Outgoing => 2 * AdjointRecord,
        _ => layout.SequenceRecords,
    };

    private IReadOnlyList<string> Summary()
    {
        IEnumerable<Value> results = Adjoint.States.Select(s => s.Outgoing).Concat(Adjoint.Weights.Select(w => w.Delta)).Distinct();
        IEnumerable<Value> named = Reachability.Of(results, v => !Adjoint.Tape.Contains(v)).Where(v => !Adjoint.Tape.Contains(v));
        return GraphText.Equations(named).ToList();
    }

    private Memory RecordAt(int step) => new(KernelMemory.Records, step * Record);

    /// <summary>The two records of state adjoints take turns.</summary>
    private Memory AdjointAt(int stepsDone) => new(KernelMemory.Adjoints, stepsDone % 2 * AdjointRecord);

    private static Memory At(string pointer) => new(pointer, 0);
}
