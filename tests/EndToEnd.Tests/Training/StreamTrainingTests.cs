using System;
using System.Linq;
using Unrolled.EndToEnd.Tests.Goldens.Declarations;
using Unrolled.EndToEnd.Tests.Models;
using Xunit;

namespace Unrolled.EndToEnd.Tests.Training;

/// <summary>Truncated back-propagation through time.</summary>
public sealed class StreamTrainingTests
{
    private const int Streams = 3;
    private const int Windows = 4;

    [Fact]
    public void States_go_from_window_to_window_and_every_window_makes_a_step()
    {
        var trained = new LstmWithStates(seed: 5);
        var byHand = new LstmWithStates(seed: 5);
        var data = new Sequences(trained, Streams * Windows, seed: 2);

        TrainingResult result = new Trainer<LstmWithStates>(trained, new Sgd { LearningRate = 0.1f })
            .FitStreams(data.Inputs, data.Targets, Streams, new FitOptions { Epochs = 2 });

        var optimizer = new Sgd { LearningRate = 0.1f };
        var gradients = new LstmWithStates.Gradients();
        double loss = 0;
        for (int epoch = 0; epoch < 2; epoch++)
        {
            var states = new LstmWithStates.States(Streams);
            loss = 0;
            for (int window = 0; window < Windows; window++)
            {
                float[] Of(float[] all, int length) => [.. Enumerable.Range(0, Streams).SelectMany(stream => all.Skip(((stream * Windows) + window) * length).Take(length))];
                gradients.Clear();
                loss += byHand.Backpropagate(
                    Of(data.Inputs, LstmWithStates.InputLength),
                    Of(data.Targets, LstmWithStates.OutputLength),
                    gradients,
                    new BatchContext { Initial = states, Final = states });
                optimizer.Step(byHand, gradients);
            }
        }

        Assert.Equal(Floats.Bits(byHand.Parameters.Values), Floats.Bits(trained.Parameters.Values));
        Assert.Equal((float)(loss / Windows), result.History[^1].Loss, 1e-6f);
    }

    [Fact]
    public void Windows_that_streams_do_not_share_are_refused()
    {
        var model = new LstmWithStates();
        var data = new Sequences(model, 7, seed: 1);

        ArgumentException error = Assert.Throws<ArgumentException>(() => new Trainer<LstmWithStates>(model, new Sgd()).FitStreams(data.Inputs, data.Targets, Streams));

        Assert.Contains("inputs has 7 windows of 5 steps, which are no multiple of 3 streams", error.Message, StringComparison.Ordinal);
    }
}
