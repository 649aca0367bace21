using System;
using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Tests.Reference;
using Xunit;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>The second proof: generated code against the interpreter of its equations. Checks layout, padding, lowering and printing.</summary>
public sealed class GeneratedCodeTests
{
    /// <summary>Three or four sequences side by side, and some alone.</summary>
    private const int Batch = 5;

    public static TheoryData<int> Sizes => [.. Specs.Hidden];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Generated_code_computes_what_its_equations_say(int hidden)
    {
        CheckEveryWidth(CompiledModels.AtHidden(hidden));
        if (Specs.IsLong)
        {
            Assert.All(Specs.EveryOptionAt(hidden).Chunk(40), specs => CheckEveryWidth(CompiledModels.Of(specs)));
        }
    }

    [Fact]
    public void Generated_code_computes_what_its_equations_say_at_the_standing_size() => CheckEveryWidth(CompiledModels.Of([.. Specs.Standing()]));

    /// <summary>However far the code is unrolled, and on vectors of whatever width: the same bits. The largest size has one head a cell, in turn.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(33)]
    public void Every_schedule_gives_the_same_bits(int hidden)
    {
        Unroll[] ways = [Unroll.None, Unroll.Steps, Unroll.Full, Unroll.Auto];
        (int Output, Activation, Loss)[] heads = [Specs.Heads[0], Specs.Heads[1], Specs.Heads[6]];
        RnnSpec[] specs =
        [
            .. from cell in Specs.Cells.DistinctBy(cell => cell.Cell)
               from head in hidden < 33 ? heads : [heads[(int)cell.Cell % heads.Length]]
               let returns = head.Output == 1 ? Returns.Last : Returns.Sequence
               from way in ways
               select Specs.Of(3, hidden, 3, cell, head, returns, true, way),
        ];

        // Auto is one of the others, mostly to the letter.
        RnnSpec[] different = [.. specs.DistinctBy(spec => Compiler.Compile(spec).Source)];
        foreach (IGrouping<RnnSpec, RunnableModel> schedules in CompiledModels.Of(different).SelectMany(widths => widths).GroupBy(model => model.Spec with { Unroll = Unroll.Auto }))
        {
            RunnableModel first = schedules.First();
            var random = new RandomNumbers(hidden);
            float[] inputs = random.Uniform(Batch * first.Model.InputLength, 1.5);
            float[] targets = random.Targets(first.Spec, Batch);
            int[] outputs = Bits(first.Predict(inputs));
            int[] gradients = Bits(first.Backpropagate(inputs, targets).Gradients);
            Assert.All(schedules, model =>
            {
                Assert.Equal(outputs, Bits(model.Predict(inputs)));
                Assert.Equal(gradients, Bits(model.Backpropagate(inputs, targets).Gradients));
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    public void Generated_layers_compute_what_their_equations_say(int hidden) => CheckEveryWidth(CompiledModels.Of([.. Specs.LayeredAt(hidden)], most: 1));

    /// <summary>Checks outputs, streams, losses and gradients of models, each of every width, and that all widths give the same bits.</summary>
    internal static void CheckEveryWidth(IReadOnlyList<IReadOnlyList<RunnableModel>> models)
    {
        foreach (IReadOnlyList<RunnableModel> widths in models)
        {
            RunnableModel widest = widths[0];
            var random = new RandomNumbers(widest.Spec.Hidden);
            float[] inputs = random.Uniform(Batch * widest.Model.InputLength, 1.5);
            float[] targets = random.Targets(widest.Spec, Batch);
            float[] parameters = random.Uniform(widest.Model.Parameters.Length, 1.2 / Math.Sqrt(widest.Spec.Hidden));
            float[] weights = random.Weights((widest.Spec.Hidden % 2 == 0 ? Batch : 1) * widest.Spec.OutputSteps);
            widest.Model.Parameters.CopyFrom(parameters);
            Check(widest, new Interpreter(widest.Spec, [.. parameters.Select(v => (double)v)]), inputs, targets, weights);
            foreach (RunnableModel model in widths.Skip(1))
            {
                model.Model.Parameters.CopyFrom(parameters);
                CheckBits(widest, model, inputs, targets, weights);
            }
        }
    }

    private static void Check(RunnableModel model, Interpreter interpreter, float[] inputs, float[] targets, float[] weights)
    {
        RnnSpec spec = model.Spec;
        double[] exactInputs = [.. inputs.Select(v => (double)v)];
        float[] outputs = model.Predict(inputs);
        Agreement.OfOutputs(spec, "output", interpreter.Predict(exactInputs), outputs);
        if (spec.HasStep)
        {
            CheckStream(model, inputs, outputs);
        }

        CheckTraining(model, interpreter, inputs, targets, []);
        CheckTraining(model, interpreter, inputs, targets, weights);
    }

    /// <summary>Whatever the width of the vectors: the same bits.</summary>
    private static void CheckBits(RunnableModel widest, RunnableModel model, float[] inputs, float[] targets, float[] weights)
    {
        float[] outputs = model.Predict(inputs);
        Assert.Equal(Bits(widest.Predict(inputs)), Bits(outputs));
        if (model.Spec.HasStep)
        {
            CheckStream(model, inputs, outputs);
        }

        foreach (float[] lossWeights in new[] { [], weights })
        {
            Assert.Equal(Bits([widest.Evaluate(inputs, targets, lossWeights)]), Bits([model.Evaluate(inputs, targets, lossWeights)]));
            (float loss, float[] gradients) = model.Backpropagate(inputs, targets, lossWeights);
            (float widestLoss, float[] widestGradients) = widest.Backpropagate(inputs, targets, lossWeights);
            Assert.Equal(Bits([widestLoss, .. widestGradients]), Bits([loss, .. gradients]));
        }
    }

    /// <summary>Losses and gradients, all outputs alike or weighted: one weight a step, or one for each output of each sequence.</summary>
    private static void CheckTraining(RunnableModel model, Interpreter interpreter, float[] inputs, float[] targets, float[] weights)
    {
        RnnSpec spec = model.Spec;
        double[] exactInputs = [.. inputs.Select(v => (double)v)];
        double[]? exactWeights = weights.Length == 0 ? null : [.. weights.Select(v => (double)v)];
        ReferenceGradients exact = interpreter.Backpropagate(exactInputs, [.. targets.Select(v => (double)v)], exactWeights);
        (float loss, float[] gradients) = model.Backpropagate(inputs, targets, weights);
        Agreement.OfOutputs(spec, "loss", [exact.Loss], [loss]);
        Assert.Equal(loss, model.Evaluate(inputs, targets, weights), 1e-6f * Math.Max(1, loss));
        Agreement.OfParameterGradients(spec, exact.Parameters, gradients);
    }

    /// <summary>Step and Predict give the same bits.</summary>
    private static void CheckStream(RunnableModel model, float[] inputs, float[] outputs)
    {
        float[] streamed = model.Stream(inputs[..model.Model.InputLength]);
        float[] expected = outputs[..model.Model.OutputLength];
        Assert.Equal(Bits(expected), Bits(streamed[^expected.Length..]));
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
