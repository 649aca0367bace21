using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Cells;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>Learned initial states: derived gradients against differences, generated code against the interpreter, and given states before learned ones.</summary>
public sealed class LearnedStateTests
{
    public static TheoryData<int> Sizes => [3, 9];

    [Fact]
    public void Gradients_of_learned_states_are_the_derivatives_that_central_differences_find() => Assert.All(
        Declarations(2),
        spec =>
        {
            AdjointTests.CheckAgainstDifferences(new ContextCase(spec, seed: 31, givesStates: false));
            AdjointTests.CheckAgainstDifferences(new ContextCase(spec, seed: 31));
        });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Generated_code_begins_where_it_has_learned_to_begin(int hidden)
    {
        IReadOnlyList<IReadOnlyList<RunnableModel>> models = CompiledModels.Of([.. Declarations(hidden)]);
        GeneratedCodeTests.CheckEveryWidth(models);
        foreach (IReadOnlyList<RunnableModel> widths in models)
        {
            int[] widest = Check(widths[0], hidden).Bits();
            Assert.All(widths.Skip(1), model => Assert.Equal(widest, ContextTests.Run(model, new ContextCase(model.Spec, hidden, givesStates: false)).Bits()));
        }
    }

    /// <summary>Checks what a model gives of sequences that begin at its learned states, and of such that bring their own, which leave those without gradients.</summary>
    internal static ContextResult Check(RunnableModel model, int seed)
    {
        ContextResult given = ContextTests.Check(model, new ContextCase(model.Spec, seed));
        IEnumerable<ParameterTensor> learned = ParameterCatalog.Of(model.Spec).Tensors.Where(tensor => tensor.Role == "InitialState");
        Assert.All(learned, tensor => Assert.All(given.Gradients[tensor.Offset..][..tensor.Length], gradient => Assert.Equal(0, gradient)));
        return ContextTests.Check(model, new ContextCase(model.Spec, seed, givesStates: false));
    }

    /// <summary>Each cell alone, and every structure, with lengths and without.</summary>
    private static IEnumerable<RnnSpec> Declarations(int hidden)
    {
        RnnSpec plain = Specs.Of(2, hidden, 3, Specs.Cells[0], Specs.Heads[2], Returns.Last, bias: true, Unroll.Auto) with { LearnedInitialState = true };
        IEnumerable<RnnSpec> cells = Specs.Cells.Select((cell, index) => plain with { Cell = cell.Cell, Activation = cell.Activation, Returns = (Returns)(index % 2), Unroll = (Unroll)(index % 4) });
        RnnSpec[] others = [plain with { Cell = Cell.Jordan }, plain with { Cell = Cell.Lstm, Projection = hidden - 1, Activation = Activation.Sigmoid }];
        IEnumerable<RnnSpec> structures = Specs.LayeredAt(hidden).Select((spec, index) => spec with { LearnedInitialState = true, VariableLength = index % 2 > 0 });
        return [.. cells, .. others, .. structures];
    }
}
