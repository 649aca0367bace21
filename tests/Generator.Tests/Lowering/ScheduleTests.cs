using System.Linq;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData(Cell.Lstm)]
    [InlineData(Cell.Elman)]
    [InlineData(Cell.Gru)]
    public void The_standing_declaration_is_unrolled_as_a_whole(Cell cell)
    {
        KernelProgram wide = Programs.Of(Spec(cell, 3, 7, 5, Unroll.Auto), Widths.Vector256);

        Assert.Equal((Unroll.Full, Unroll.Full, Unroll.Full), (wide.Schedule.Predict, wide.Schedule.Forward, wide.Schedule.Backward));
        Assert.Equal((1, 1, 1), (wide.Predict.Count, wide.Forward.Count, wide.Backward.Count));
    }

    [Theory]
    [InlineData(Cell.Lstm, 1, 16, 24, Unroll.Steps)]
    [InlineData(Cell.Lstm, 3, 64, 100, Unroll.None)]
    [InlineData(Cell.Gru, 3, 64, 100, Unroll.None)]
    [InlineData(Cell.Lstm, 512, 512, 1000, Unroll.None)]
    public void Beyond_the_budget_a_step_is_straight_and_beyond_that_there_are_loops(Cell cell, int input, int hidden, int steps, Unroll predict) =>
        Assert.Equal(predict, Programs.Of(Spec(cell, input, hidden, steps, Unroll.Auto), Widths.Vector256).Schedule.Predict);

    [Theory]
    [InlineData(Unroll.Full)]
    [InlineData(Unroll.Steps)]
    [InlineData(Unroll.None)]
    public void What_is_asked_for_and_fits_is_done(Unroll unroll)
    {
        Schedule schedule = Programs.Of(Spec(Cell.Lstm, 3, 16, 12, unroll), Widths.Vector256).Schedule;

        Assert.Equal((unroll, unroll, unroll), (schedule.Predict, schedule.Forward, schedule.Backward));
        Assert.Equal(unroll == Unroll.None ? Unroll.None : Unroll.Steps, schedule.Step);
    }

    [Fact]
    public void A_sequence_that_no_method_holds_is_split_and_each_part_is_called_once()
    {
        KernelProgram wide = Programs.Of(Spec(Cell.Lstm, 3, 24, 30, Unroll.Full), Widths.Vector256);

        Assert.Equal(Unroll.Full, wide.Schedule.Forward);
        Assert.All(new[] { wide.Predict, wide.Forward, wide.Backward }, methods =>
        {
            Assert.True(methods.Count > 2);
            Assert.Equal(methods.SkipLast(1), methods[^1].Body.Cast<Invoke>().Select(call => call.Method));
        });
    }

    [Fact]
    public void Every_method_stays_within_the_budget() => Assert.All(
        from cell in Specs.Cells
        from unroll in new[] { Unroll.Auto, Unroll.Full, Unroll.Steps, Unroll.None }
        from size in new[] { (3, 7, 5), (3, 16, 100), (1, 24, 24), (32, 64, 100) }
        from program in Programs.Of(Spec(cell.Cell, size.Item1, size.Item2, size.Item3, unroll))
        from method in program.Methods
        select method,
        method => Assert.InRange(CodeBudget.Instructions(method.Body), 1, CodeBudget.MethodInstructions));

    private static RnnSpec Spec(Cell cell, int input, int hidden, int steps, Unroll unroll) =>
        Specs.Of(input, hidden, steps, (cell, Activation.Tanh), (1, Activation.Identity, Loss.MeanSquaredError), Returns.Last, true, unroll);
}
