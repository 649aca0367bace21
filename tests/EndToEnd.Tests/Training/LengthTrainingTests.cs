using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Unrolled.EndToEnd.Tests.Models.Declarations;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>The trainer on sequences of unequal length.</summary>
public sealed class LengthTrainingTests
{
    private const int Count = 100;
    private static readonly int[] s_lengths = [.. Enumerable.Range(0, Count).Select(i => i * 7 % (LstmOfAnyLength.StepCount + 1))];

    [Fact]
    public void A_batch_is_trained_on_as_a_loop_of_ones_own_would()
    {
        var trained = new LstmOfAnyLength(seed: 1);
        var byHand = new LstmOfAnyLength(seed: 1);
        var data = new Sequences(trained, 20, seed: 1);
        int[] lengths = s_lengths[..20];

        TrainingResult result = new Trainer<LstmOfAnyLength>(trained, new Sgd { LearningRate = 0.1f })
            .Fit(data.Inputs, data.Targets, new FitOptions { Epochs = 1, BatchSize = 20, Shuffle = false, Lengths = lengths });

        var gradients = new LstmOfAnyLength.Gradients();
        float loss = byHand.Backpropagate(data.Inputs, lengths, data.Targets, gradients);
        new Sgd { LearningRate = 0.1f }.Step(byHand, gradients);
        Assert.Equal(loss, result.History[0].Loss, 1e-7f);
        Assert.Equal(Floats.Bits(byHand.Parameters.Values), Floats.Bits(trained.Parameters.Values));
    }

    /// <summary>Sequences without a step count for nothing, so a batch of them leaves the mean and the parameters as they are.</summary>
    [Fact]
    public void The_mean_of_an_epoch_is_over_the_outputs_of_real_steps()
    {
        var model = new LstmOfAnyLength(seed: 1);
        var data = new Sequences(model, Count, seed: 1);
        int[] lengths = [.. s_lengths.Select((length, i) => i < 10 ? 0 : length)];

        // A step of no length leaves the weights as they are.
        TrainingResult result = new Trainer<LstmOfAnyLength>(model, new Sgd { LearningRate = 1e-30f })
            .Fit(data.Inputs, data.Targets, new FitOptions { Epochs = 1, BatchSize = 10, Shuffle = false, Lengths = lengths });

        Assert.Equal(model.Evaluate(data.Inputs, lengths, data.Targets), result.History[0].Loss, 1e-6f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_number_of_threads_gives_the_same_bits(bool hasWeights)
    {
        int[] once = Train<LstmOfAnyLength>(1, hasWeights);

        Assert.Equal(once, Train<LstmOfAnyLength>(3, hasWeights));
        Assert.Equal(Train<GruOfAnyLength>(1, hasWeights), Train<GruOfAnyLength>(2, hasWeights));
    }

    [Fact]
    public void A_batch_in_shares_has_the_gradients_of_the_whole()
    {
        var whole = new LstmOfAnyLength(seed: 1);
        var data = new Sequences(whole, Count, seed: 1);
        var gradients = new LstmOfAnyLength.Gradients();
        float loss = whole.Backpropagate(data.Inputs, s_lengths, data.Targets, gradients);
        var shared = new LstmOfAnyLength(seed: 1);

        TrainingResult result = new Trainer<LstmOfAnyLength>(shared, new Sgd { LearningRate = 1 }) { Threads = 2 }
            .Fit(data.Inputs, data.Targets, new FitOptions { Epochs = 1, BatchSize = Count, Shuffle = false, Lengths = s_lengths });

        float[] expected = [.. whole.Parameters.Values.ToArray().Zip(gradients.Values.ToArray(), (p, g) => p - g)];
        Assert.Equal(loss, result.History[0].Loss, 1e-6f);
        Assert.All(expected.Zip(shared.Parameters.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void What_stands_behind_the_ends_may_be_NaN_and_changes_nothing()
    {
        var clean = new Sequences(new LstmOfAnyLength(), Count, seed: 1);
        var padded = new Sequences(new LstmOfAnyLength(), Count, seed: 1);
        for (int i = 0; i < Count; i++)
        {
            padded.Inputs.AsSpan(i * LstmOfAnyLength.InputLength, LstmOfAnyLength.InputLength)[(s_lengths[i] * LstmOfAnyLength.InputSize)..].Fill(float.NaN);
            padded.Targets.AsSpan(i * LstmOfAnyLength.OutputLength, LstmOfAnyLength.OutputLength)[(s_lengths[i] * LstmOfAnyLength.OutputSize)..].Fill(float.NaN);
        }

        Assert.Equal(Fit(clean), Fit(padded));
        padded.Inputs[LstmOfAnyLength.InputLength] = float.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(() => Fit(padded));
        Assert.Contains("inputs holds NaN at element 15, in sequence 1", error.Message, StringComparison.Ordinal);

        static int[] Fit(Sequences data)
        {
            var model = new LstmOfAnyLength(seed: 1);
            new Trainer<LstmOfAnyLength>(model, new Sgd()).Fit(data.Inputs, data.Targets, new FitOptions { Epochs = 2, Lengths = s_lengths });
            return Floats.Bits(model.Parameters.Values);
        }
    }

    [Fact]
    public void A_first_number_is_remembered_over_any_number_of_steps()
    {
        var model = new FirstOfAnyLength(seed: 1);
        (float[] inputs, float[] targets, int[] lengths) = Firsts(seed: 1);
        (float[] validInputs, float[] validTargets, int[] validLengths) = Firsts(seed: 2);

        TrainingResult result = new Trainer<FirstOfAnyLength>(model, new Adam { LearningRate = 0.01f }).Fit(inputs, targets, new FitOptions
        {
            Epochs = 60,
            Lengths = lengths,
            Validation = (validInputs, validTargets),
            ValidationLengths = validLengths,
        });

        // The mean of no number is right: the variance of the first is 1/3.
        float loss = model.Evaluate(validInputs, validLengths, validTargets);
        Assert.Equal(result.History.Min(epoch => epoch.ValidationLoss), loss);
        Assert.InRange(loss, 0, 0.02f);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_by_name()
    {
        var model = new LstmOfAnyLength(seed: 1);
        var data = new Sequences(model, 2, seed: 1);
        int[] before = Floats.Bits(model.Parameters.Values);
        void Refuses(string message, FitOptions options) => Assert.Contains(
            message,
            Assert.ThrowsAny<ArgumentException>(() => new Trainer<LstmOfAnyLength>(model, new Sgd()).Fit(data.Inputs, data.Targets, options)).Message,
            StringComparison.Ordinal);

        Refuses("Lengths has 3 elements; it must have 2, one for each sequence", new FitOptions { Lengths = new[] { 1, 2, 3 } });
        Refuses("Lengths has 6 for sequence 1; it must be from 0 to 5", new FitOptions { Lengths = new[] { 5, 6 } });
        Refuses("Lengths has -1 for sequence 0; it must be from 0 to 5", new FitOptions { Lengths = new[] { -1, 5 } });
        Refuses("ValidationLengths has 1 elements; it must have 2", new FitOptions { Validation = (data.Inputs, data.Targets), ValidationLengths = new[] { 1 } });
        Refuses("ValidationLengths are those of the sequences of Validation, of which there are none", new FitOptions { ValidationLengths = new[] { 1, 2 } });
        Assert.Equal(before, Floats.Bits(model.Parameters.Values));

        var whole = new LstmWithStates();
        var wholes = new Sequences(whole, 2, seed: 1);
        var trainer = new Trainer<LstmWithStates>(whole, new Sgd());
        var withLengths = new FitOptions { Lengths = new[] { 1, 2 } };
        Assert.Contains("Lengths are given, and the model takes whole sequences alone", Assert.Throws<ArgumentException>(() => trainer.Fit(wholes.Inputs, wholes.Targets, withLengths)).Message, StringComparison.Ordinal);
        Assert.Contains("the windows of streams are whole", Assert.Throws<ArgumentException>(() => trainer.FitStreams(wholes.Inputs, wholes.Targets, 1, withLengths)).Message, StringComparison.Ordinal);
    }

    private static (float[] Inputs, float[] Targets, int[] Lengths) Firsts(int seed)
    {
        float[] inputs = Floats.Uniform(400 * FirstOfAnyLength.StepCount, seed);
        return (inputs, [.. inputs.Where((_, i) => i % FirstOfAnyLength.StepCount == 0)], [.. Enumerable.Range(0, 400).Select(i => 1 + (i * 5 % FirstOfAnyLength.StepCount))]);
    }

    private static int[] Train<TModel>(int threads, bool hasWeights)
        where TModel : class, IRnnModel<TModel>
    {
        var model = TModel.Create(1);
        var data = new Sequences(model, Count, seed: 1);
        new Trainer<TModel>(model, new Adam()) { Threads = threads }.Fit(data.Inputs, data.Targets, new FitOptions
        {
            Epochs = 2,
            BatchSize = 48,
            Lengths = s_lengths,
            LossWeights = hasWeights ? Enumerable.Range(0, Count * TModel.Shape.OutputSteps).Select(i => (float)(i % 3)).ToArray() : default,
        });
        return Floats.Bits(model.Parameters.Values);
    }
}
