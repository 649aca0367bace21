using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Bounds;

/// <summary>
/// Spans are neither read nor written outside. Each stands at the very end of a page, before one that may not be touched; before it stands
/// NaN, which would show in the results if it were read, and would be gone if it were written.
/// </summary>
public sealed class BoundsTests
{
    private static readonly ITestModel[] s_models =
    [
        new Wide1(), new Wide2(), new Wide3(), new Wide4(), new Wide5(), new Wide6(), new Wide7(), new Wide8(), new Wide9(),
        new Wide10(), new Wide11(), new Wide12(), new Wide13(), new Wide14(), new Wide15(), new Wide16(), new Wide17(),
    ];

    public static TheoryData<int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (int width in Enumerable.Range(1, 17))
            {
                foreach (int batch in new[] { 1, 2, 3, 4, 7 })
                    cases.Add(width, batch);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_stays_inside(int width, int batch)
    {
        (ITestModel model, Sequences sequences) = Prepare(width, batch);
        using var inputs = new PoisonedPage(sequences.Inputs);
        using var outputs = new PoisonedPage(sequences.Outputs.Length);

        model.Predict(inputs.Span, outputs.Span);

        Assert.Equal(Results.OfPredict(model, sequences), Floats.Bits(outputs.Span));
        inputs.CheckUntouched(sequences.Inputs);
        outputs.CheckPoison();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_stays_inside(int width, int batch)
    {
        (ITestModel model, Sequences sequences) = Prepare(width, batch);
        using var inputs = new PoisonedPage(sequences.Inputs);
        using var targets = new PoisonedPage(sequences.Targets);
        Gradients gradients = model.NewGradients();

        float loss = model.Backpropagate(inputs.Span, targets.Span, gradients);
        float evaluated = model.Evaluate(inputs.Span, targets.Span);

        int[] bits = [.. Floats.Bits([loss, evaluated]), .. Floats.Bits(gradients.Values)];
        Assert.Equal(Results.OfTraining(model, sequences), bits);
        inputs.CheckUntouched(sequences.Inputs);
        targets.CheckUntouched(sequences.Targets);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_stays_inside(int width, int batch)
    {
        (ITestModel model, Sequences sequences) = Prepare(width, batch);
        using var input = new PoisonedPage(model.InputSize);
        using var output = new PoisonedPage(model.OutputSize);
        Stream stream = model.OpenStream();
        Stream free = model.OpenStream();
        var expected = new float[model.OutputSize];
        foreach (float[] x in sequences.Inputs.Chunk(model.InputSize))
        {
            x.CopyTo(input.Span);

            stream.Step(input.Span, output.Span);

            free.Step(x, expected);
            Assert.Equal(Floats.Bits(expected), Floats.Bits(output.Span));
            Assert.Equal(Floats.Bits(free.Memory), Floats.Bits(stream.Memory));
            input.CheckUntouched(x);
            output.CheckPoison();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Layered_models_stay_inside(int batch)
    {
        foreach (ITestModel model in new ITestModel[] { new LstmOfLayers(), new GruOfLayersInBothDirections(), new ElmanOfResidualLayers() })
        {
            var sequences = new Sequences(model, batch, seed: batch);
            using var inputs = new PoisonedPage(sequences.Inputs);
            using var outputs = new PoisonedPage(sequences.Outputs.Length);
            using var targets = new PoisonedPage(sequences.Targets);
            Gradients gradients = model.NewGradients();

            model.Predict(inputs.Span, outputs.Span);
            float loss = model.Backpropagate(inputs.Span, targets.Span, gradients);
            float evaluated = model.Evaluate(inputs.Span, targets.Span);

            Assert.Equal(Results.OfPredict(model, sequences), Floats.Bits(outputs.Span));
            int[] bits = [.. Floats.Bits([loss, evaluated]), .. Floats.Bits(gradients.Values)];
            Assert.Equal(Results.OfTraining(model, sequences), bits);
            inputs.CheckUntouched(sequences.Inputs);
            outputs.CheckPoison();
            targets.CheckUntouched(sequences.Targets);
        }
    }

    private static (ITestModel Model, Sequences Sequences) Prepare(int width, int batch)
    {
        ITestModel model = s_models[width - 1];
        Assert.Equal(width, model.OutputSize);
        return (model, new Sequences(model, batch, seed: width));
    }
}
