using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>Writes the forward methods: a whole sequence in inference or training, and one step of a stream.</summary>
internal sealed class ForwardLowerer(ModelLayout layout, bool isTraining, int rows)
{
    /// <summary>The memory of a whole sequence's method.</summary>
    private static readonly string[] s_pointers = [KernelMemory.Weights, KernelMemory.Input, KernelMemory.Records, KernelMemory.Output];

    private readonly PlannedStep _layer = isTraining ? layout.LayerTraining : layout.LayerForward;
    private readonly PlannedStep _head = isTraining ? layout.HeadTraining : layout.HeadForward;
    private readonly RecordLayout _record = isTraining ? layout.TrainingRecord : layout.InferenceRecord;

    /// <summary>Whether a step may write the next states over the previous: one tile, in which nothing reads a state after its next value.</summary>
    private bool IsInPlace => _layer.Streams.Count == 1 && _layer.Streams[0].Groups.Count == 1 && _layer.Streams[0].Groups[0].Tiles == 1
        && Layer.States.All(state => _layer.Plan.Passes[0].Elementwise.Where(v => v.Operands.Contains(state.Previous)).All(v => WrittenAt(v) <= state.Next.Id));

    private StepGraph Layer => isTraining ? layout.Equations.Training : layout.Equations.Layer;

    private StepGraph Head => isTraining ? layout.Equations.LossHead : layout.Equations.Head;

    private int Steps => layout.Spec.Steps;

    private Value Hidden => Layer.Output;

    private Advance NextInput => new(KernelMemory.Input, layout.Spec.Input);

    /// <summary>The methods of a whole sequence; records[0] holds the initial states.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="unroll">How far they are unrolled.</param>
    /// <param name="layerStep">The method of one step of the layer to call, or null where it is written out.</param>
    public IReadOnlyList<LaneMethod> Sequence(string name, Unroll unroll, LaneMethod? layerStep = null)
    {
        if (unroll == Unroll.Full)
        {
            return WholeSequence(name);
        }

        List<Statement> body =
        [
            new Point(KernelMemory.Previous, new Memory(KernelMemory.Records, 0)),
            new Point(KernelMemory.Next, new Memory(KernelMemory.Records, _record.Stride)),
            new Loop("t", layout.StepCount, 1, StepOfLoop(unroll, layerStep, NextInput, "t")),
            .. HeadOfLast(unroll),
        ];
        return [new LaneMethod(name, Summary(), s_pointers, layout.StepParameter, body)];
    }

    /// <summary>
    /// The method of a whole sequence in inference whose inputs are multiplied some steps ahead of the recurrence, as many as there is memory for behind the
    /// two records; steps that are too few for that compute everything themselves.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="projection">What is computed ahead.</param>
    /// <param name="project">The method that does so.</param>
    /// <param name="recurrentStep">The method of one step of the layer without it.</param>
    /// <param name="layerStep">The method of a whole step of the layer, or null where no step is left.</param>
    public LaneMethod ProjectedSequence(string name, InputProjection projection, LaneMethod project, LaneMethod recurrentStep, LaneMethod? layerStep)
    {
        List<Statement> Ahead(int steps) =>
        [
            new Invoke(project, Text(steps / projection.Rows)),
            new Point(KernelMemory.Projected, At(KernelMemory.Projection)),
            new Loop(KernelMemory.Step, Text(steps), 1, StepOfLoop(Unroll.None, recurrentStep, new Advance(KernelMemory.Projected, projection.Stride), KernelMemory.Step)),
            new Advance(KernelMemory.Input, steps * layout.Spec.Input),
        ];
        int rounds = Steps / projection.Steps;
        int rest = Steps % projection.Steps / projection.Rows * projection.Rows;
        int single = Steps % projection.Rows;
        List<Statement> body =
        [
            new Point(KernelMemory.Previous, new Memory(KernelMemory.Records, 0)),
            new Point(KernelMemory.Next, new Memory(KernelMemory.Records, _record.Stride)),
            new Point(KernelMemory.Projection, new Memory(KernelMemory.Records, 2 * _record.Stride)),
            rounds > 1 ? new Loop("t", Text(rounds), 1, Ahead(projection.Steps)) : new Scope(Ahead(projection.Steps)),
        ];
        if (rest > 0)
        {
            body.Add(new Scope(Ahead(rest)));
        }

        if (single > 0)
        {
            List<Statement> step = StepOfLoop(Unroll.None, layerStep, NextInput, single > 1 ? "t" : "0");
            body.Add(single > 1 ? new Loop("t", Text(single), 1, step) : new Scope(step));
        }

        body.AddRange(HeadOfLast(Unroll.None));
        return new LaneMethod(name, Summary(), s_pointers, null, body);
    }

    /// <summary>The method of one step of the layer without the head, as loops: a sequence and a stream share it.</summary>
    public LaneMethod LayerStep(string name) => StepOfLayer(name, ["One step of the layer.", .. Summary()], isProjected: false);

    /// <summary>The same upon the products of the inputs, which are computed ahead.</summary>
    public LaneMethod RecurrentStep(string name) => StepOfLayer(name, ["One step of the layer upon the products of its inputs."], isProjected: true);

    /// <summary>
    /// The method of one step of a stream, which leaves the next states where it found the previous ones: written there at once where the whole layer
    /// is one tile, which has read everything before it writes; else by way of a record of their own.
    /// </summary>
    public LaneMethod Step(string name, Unroll unroll, LaneMethod? layerStep = null)
    {
        string next = IsInPlace ? KernelMemory.Previous : KernelMemory.Next;
        List<Statement> body = (layerStep, IsInPlace) switch
        {
            (null, _) => LayerStatements(unroll, next),
            (_, true) => [new Point(KernelMemory.Next, At(KernelMemory.Previous)), Call(layerStep, "0")],
            _ => [Call(layerStep, "0")],
        };
        body.Add(new Scope(HeadPieces(Shape(unroll), new RegisterFile(), At(next), At(KernelMemory.Output)).SelectMany(p => p).ToList()));
        if (!IsInPlace)
        {
            body.Add(new Comment("the next states become the previous"));
            body.AddRange(KeepStates());
        }

        string[] pointers = [KernelMemory.Weights, KernelMemory.Input, KernelMemory.Previous, KernelMemory.Output];
        return new LaneMethod(name, ["One step of a stream, and its output."], IsInPlace ? pointers : [.. pointers, KernelMemory.Next], null, body);
    }

    /// <summary>The place in the order of computation at which a value is written out: that of its reader, for a part of a larger expression.</summary>
    private int WrittenAt(Value value) => value.Name.Length == 0 && _layer.Plan.SoleReaderOf(value) is { } reader ? WrittenAt(reader) : value.Id;

    /// <summary>The method of one step of the layer; it takes the step's number where it goes by that through the tiles.</summary>
    private LaneMethod StepOfLayer(string name, List<string> summary, bool isProjected)
    {
        string[] pointers = [KernelMemory.Weights, isProjected ? KernelMemory.Projected : KernelMemory.Input, KernelMemory.Previous, KernelMemory.Next];
        bool alternates = TileOrder.Alternates(_layer, isProjected);
        return new LaneMethod(name, summary, pointers, alternates ? KernelMemory.Step : null, LayerStatements(Unroll.None, KernelMemory.Next, isProjected, alternates));
    }

    /// <summary>One step of the layer, with its number where it takes that.</summary>
    private static Invoke Call(LaneMethod layerStep, string step) => new(layerStep, layerStep.Count is null ? null : step);

    private List<Statement> LayerStatements(Unroll unroll, string next, bool isProjected = false, bool alternates = false)
    {
        Bindings bindings = Binder.Forward(Layer, _layer, _record, At(KernelMemory.Input), At(KernelMemory.Previous), At(next));
        return StepLowerer.Lower(_layer, bindings, Shape(unroll), new RegisterFile(), [], isProjected, alternates).SelectMany(p => p).ToList();
    }

    private IReadOnlyList<LaneMethod> WholeSequence(string name)
    {
        MethodAssembler whole = AllSteps(name, isCut: false);
        IReadOnlyList<LaneMethod> methods = whole.Close();
        return CodeBudget.Instructions(methods[0].Body) <= CodeBudget.MethodInstructions ? methods : AllSteps(name, isCut: true).Close();
    }

    /// <summary>All steps one after the other. In one method the states stay in registers; where it is cut they pass through memory.</summary>
    private MethodAssembler AllSteps(string name, bool isCut)
    {
        LoweringShape shape = Shape(Unroll.Steps);
        var assembler = new MethodAssembler(name, Summary(), s_pointers, isCut ? CodeBudget.MethodInstructions : int.MaxValue);
        var registers = new RegisterFile();
        List<Value> carried = isCut ? [] : Layer.States.Select(s => s.Next).ToList();
        for (int t = 0; t < Steps; t++)
        {
            assembler.Add([new Comment(FormattableString.Invariant($"step {t + 1} of {Steps}"))]);
            Memory next = RecordAt(t + 1);
            Bindings bindings = Binder.Forward(Layer, _layer, _record, new Memory(KernelMemory.Input, t * layout.Spec.Input), RecordAt(t), next);
            if (!isCut && !isTraining && t < Steps - 1)
            {
                KeepInRegisters(bindings);
            }

            assembler.Append(StepLowerer.Lower(_layer, bindings, shape, registers, carried), () => registers.Forget([]));
            registers.Forget(carried);
            HandOn(registers, shape, isCut);
            if (layout.ReturnsSequence || t == Steps - 1)
            {
                var output = new Memory(KernelMemory.Output, layout.ReturnsSequence ? t * layout.Spec.OutputSize : 0);
                assembler.Append(HeadPieces(shape, registers, next, output), () => registers.Forget([]));
            }
        }

        return assembler;
    }

    /// <summary>Drops the stores of states that the next step reads from registers alone.</summary>
    private void KeepInRegisters(Bindings bindings)
    {
        HashSet<Value> multiplied = _layer.Multiplied;
        foreach (StateUpdate state in Layer.States.Where(s => !multiplied.Contains(s.Previous) && !ReferenceEquals(s.Next, Hidden)))
        {
            bindings.Drop(state.Next);
        }
    }

    private void HandOn(RegisterFile registers, LoweringShape shape, bool isCut)
    {
        if (isCut)
        {
            registers.Forget([]);
            return;
        }

        HashSet<Value> multiplied = shape.Rows == 1 && shape.Lanes > Widths.Vector128 ? _layer.Multiplied : [];
        foreach (StateUpdate state in Layer.States)
        {
            for (int vector = 0; vector < Tiling.Vectors(state.Next.Length, shape.Lanes); vector++)
            {
                for (int row = 0; row < shape.Rows; row++)
                {
                    var previous = new Lane(state.Previous, vector, row);
                    registers.Rename(new Lane(state.Next, vector, row), previous, _layer.Plan.UsesOf(state.Previous));
                    if (multiplied.Contains(state.Previous))
                    {
                        registers.Keep(previous);
                    }
                }
            }
        }
    }

    /// <summary>One step, which leaves all pointers at the next; <paramref name="number"/> is its own, or the counter that holds it.</summary>
    private List<Statement> StepOfLoop(Unroll unroll, LaneMethod? layerStep, Advance nextInput, string number)
    {
        LoweringShape shape = Shape(unroll);
        List<Statement> body = layerStep is null ? LayerStatements(unroll, KernelMemory.Next) : [Call(layerStep, number)];
        if (layout.ReturnsSequence)
        {
            body.AddRange(HeadPieces(shape, new RegisterFile(), At(KernelMemory.Next), At(KernelMemory.Output)).SelectMany(p => p));
            body.Add(new Advance(KernelMemory.Output, layout.Spec.OutputSize));
        }

        body.Add(nextInput);
        body.AddRange(isTraining
            ? [new Advance(KernelMemory.Previous, _record.Stride), new Advance(KernelMemory.Next, _record.Stride)]
            : [new Swap(KernelMemory.Previous, KernelMemory.Next)]);
        return body;
    }

    /// <summary>The head of the final state, where the steps have none of their own.</summary>
    private IEnumerable<Statement> HeadOfLast(Unroll unroll) => layout.ReturnsSequence
        ? []
        : [new Scope(HeadPieces(Shape(unroll), new RegisterFile(), At(KernelMemory.Previous), At(KernelMemory.Output)).SelectMany(p => p).ToList())];

    private IEnumerable<IReadOnlyList<Statement>> HeadPieces(LoweringShape shape, RegisterFile registers, Memory record, Memory output)
    {
        Bindings bindings = Binder.Head(Head, Binder.InRecord(_record, Hidden, record), output);
        return StepLowerer.Lower(_head, bindings, shape with { IsStraight = shape.IsStraight && layout.IsHeadStraight }, registers, []);
    }

    private IEnumerable<Statement> KeepStates() => Layer.States.SelectMany(state => CopyLowerer.Copy(
        state.Next.Length,
        Binder.InRecord(_record, state.Next, At(KernelMemory.Next)),
        Binder.InRecord(_record, state.Next, At(KernelMemory.Previous)),
        layout.Lanes));

    /// <summary>In training every step has its record; in inference two take turns.</summary>
    private Memory RecordAt(int step) => new(KernelMemory.Records, (isTraining ? step : step % 2) * _record.Stride);

    private LoweringShape Shape(Unroll unroll) => new(layout.Lanes, unroll != Unroll.None, rows, RowStride);

    private int RowStride(string pointer) => pointer switch
    {
        KernelMemory.Weights => 0,
        KernelMemory.Input => Steps * layout.Spec.Input,
        KernelMemory.Output => layout.Spec.OutputSteps * layout.Spec.OutputSize,
        _ => isTraining ? layout.SequenceRecords : 2 * _record.Stride,
    };

    private List<string> Summary() =>
        [.. GraphText.Lines(Layer.States.Select(s => s.Next), Layer.States), .. GraphText.Lines([Head.Output], [])];

    private static Memory At(string pointer) => new(pointer, 0);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
