using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// Stochastic gradient descent with momentum (Polyak 1964) and Nesterov's variant of it (Sutskever et al. 2013), by the rule of
/// torch.optim.SGD: d = g + decay p; b = momentum b + d; p = p - rate b, or p - rate (d + momentum b) for Nesterov.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly double _weightDecay;

    /// <summary>Plain gradient descent with a learning rate of 0.01.</summary>
    public Sgd()
        : base(0.01f)
    {
    }

    /// <summary>How much of the last step is taken again, from 0 (none) to below 1.</summary>
    public double Momentum
    {
        get => _momentum;
        init => _momentum = Decay(value);
    }

    /// <summary>Whether the gradient is corrected by the momentum it is about to join; without effect where momentum is 0.</summary>
    public bool Nesterov { get; init; }

    /// <summary>The weight of an L2 penalty, added to the gradient.</summary>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = NonNegative(value);
    }

    /// <inheritdoc/>
    protected override int StateCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update(Span<Vector<float>> parameters, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        float rate = LearningRate;
        float decay = (float)WeightDecay;
        float momentum = (float)Momentum;
        Span<Vector<float>> velocity = Momentum > 0 ? State(0)[first..] : [];
        for (int i = 0; i < parameters.Length; i++)
        {
            Vector<float> p = parameters[i];
            Vector<float> d = gradients[i] + (p * decay);
            if (!velocity.IsEmpty)
            {
                Vector<float> b = (velocity[i] * momentum) + d;
                velocity[i] = b;
                d = Nesterov ? d + (b * momentum) : b;
            }

            parameters[i] = p - (d * rate);
        }
    }
}
