using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// RMSProp (Hinton's lecture 6e, 2012) by the rule of torch.optim.RMSprop: d = g + decay p; v = alpha v + (1 - alpha) d^2;
/// b = momentum b + d / (sqrt(v) + epsilon); p = p - rate b. Centred (Graves 2013), v is lessened by the square of the gradient's running
/// mean.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private const int SquareState = 0;
    private const int MomentumState = 1;
    private const int MeanState = 2;
    private readonly double _alpha = 0.99;
    private readonly double _epsilon = 1e-8;
    private readonly double _momentum;
    private readonly double _weightDecay;

    /// <summary>RMSProp with a learning rate of 0.01.</summary>
    public RmsProp()
        : base(0.01f)
    {
    }

    /// <summary>The weight of the past in the running means, from 0 to below 1.</summary>
    public double Alpha
    {
        get => _alpha;
        init => _alpha = Decay(value);
    }

    /// <summary>Added to the root, so that it cannot vanish.</summary>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = NonNegative(value);
    }

    /// <summary>How much of the last step is taken again, from 0 (none) to below 1.</summary>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = Decay(value);
    }

    /// <summary>The weight of an L2 penalty, added to the gradient.</summary>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = NonNegative(value);
    }

    /// <summary>Whether steps are scaled by the gradient's variance instead of its mean square.</summary>
    public bool Centered { get; init; }

    /// <inheritdoc/>
    protected override int StateCount => Centered ? 3 : Momentum > 0 ? 2 : 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<Vector<float>> parameters, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        float rate = LearningRate;
        float decay = (float)WeightDecay;
        float alpha = (float)Alpha;
        float rest = (float)(1 - Alpha);
        float momentum = (float)Momentum;
        var epsilon = new Vector<float>((float)Epsilon);
        Span<Vector<float>> square = State(SquareState)[first..];
        Span<Vector<float>> velocity = Momentum > 0 ? State(MomentumState)[first..] : [];
        Span<Vector<float>> mean = Centered ? State(MeanState)[first..] : [];
        for (int i = 0; i < parameters.Length; i++)
        {
            Vector<float> p = parameters[i];
            Vector<float> d = gradients[i] + (p * decay);
            Vector<float> v = (square[i] * alpha) + (d * d * rest);
            square[i] = v;
            if (!mean.IsEmpty)
            {
                Vector<float> m = (mean[i] * alpha) + (d * rest);
                mean[i] = m;
                v -= m * m;
            }

            Vector<float> step = d / (Vector.SquareRoot(v) + epsilon);
            if (!velocity.IsEmpty)
                velocity[i] = step = (velocity[i] * momentum) + step;
            parameters[i] = p - (step * rate);
        }
    }
}
