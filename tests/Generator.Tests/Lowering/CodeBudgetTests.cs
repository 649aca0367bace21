using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Unrolled.Generator.Lowering;
using Unrolled.Generator.Tests.Proofs;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>What the C# compiler makes of the kernels against what the JIT stands, and against what <see cref="CodeBudget"/> reckons with.</summary>
public sealed class CodeBudgetTests
{
    private const int MostInstructions = 15_000;
    private const int MostBytes = 60_000;
    private const int MostLocals = 2_000;

    /// <summary>Instructions of a method beyond which its estimate matters.</summary>
    private const int Considerable = 500;

    public static TheoryData<int> Sizes => [.. Specs.Hidden];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Methods_of_the_sweep_stay_within_the_limits_of_the_JIT(int hidden) => CheckMethods(CompiledModels.AtHidden(hidden));

    [Fact]
    public void Methods_of_large_shapes_stay_within_the_limits_of_the_JIT()
    {
        (Cell, Activation)[] cells = [(Cell.Elman, Activation.Tanh), (Cell.Lstm, Activation.Tanh), (Cell.Gru, Activation.Tanh)];
        IEnumerable<RnnSpec> largest = from cell in cells select Large(512, 512, 1000, cell, Unroll.Auto);
        IEnumerable<RnnSpec> large = from unroll in Enum.GetValues<Unroll>() select Large(32, 64, 100, cells[1], unroll);
        RnnSpec split = Large(3, 17, 40, cells[2], Unroll.Full);

        CheckMethods(CompiledModels.OfEveryWidth([.. largest, .. large, split]));
    }

    private static RnnSpec Large(int input, int hidden, int steps, (Cell, Activation) cell, Unroll unroll) =>
        Specs.Of(input, hidden, steps, cell, (10, Activation.Softmax, Loss.CrossEntropy), Returns.Sequence, true, unroll);

    private static void CheckMethods(IReadOnlyList<IReadOnlyList<RunnableModel>> models) => Assert.All(models.SelectMany(widths => widths), model =>
    {
        Type type = model.Model.GetType();
        Type kernels = type.Assembly.GetTypes().Single(t => t.Name.EndsWith($"__{type.Name}Vector{model.Bits}", StringComparison.Ordinal));
        Assert.All(kernels.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly), CheckLimits);
        Assert.All(Programs.Of(model.Spec, model.Bits / 32).Methods, method => CheckEstimate(kernels, method));
    });

    private static void CheckLimits(MethodInfo method)
    {
        MethodBody body = method.GetMethodBody()!;
        byte[] il = body.GetILAsByteArray()!;
        Assert.InRange(IlInstructions.Count(il), 1, MostInstructions - 1);
        Assert.InRange(il.Length, 1, MostBytes - 1);
        Assert.InRange(body.LocalVariables.Count, 0, MostLocals - 1);
    }

    private static void CheckEstimate(Type kernels, LaneMethod method)
    {
        IEnumerable<string?> parameters = method.Count is null ? method.Pointers : method.Pointers.Append(method.Count);
        MethodInfo emitted = kernels.GetMethods().Single(m => m.Name == method.Name && m.GetParameters().Select(p => p.Name).SequenceEqual(parameters));
        int counted = IlInstructions.Count(emitted.GetMethodBody()!.GetILAsByteArray());
        if (counted > Considerable)
        {
            Assert.InRange(CodeBudget.Instructions(method.Body), 0.9 * counted, 1.4 * counted);
        }
    }
}
