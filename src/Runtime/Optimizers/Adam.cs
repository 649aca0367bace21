using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// Adam (Kingma and Ba 2015) by the rule of torch.optim.Adam: d = g + decay p; m = beta1 m + (1 - beta1) d; v = beta2 v + (1 - beta2) d^2;
/// p = p - rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon), t counting steps from 1.
/// </summary>
public class Adam : Optimizer
{
    private readonly double _beta1 = 0.9;
    private readonly double _beta2 = 0.999;
    private readonly double _epsilon = 1e-8;
    private readonly double _weightDecay;

    /// <summary>Adam with a learning rate of 0.001.</summary>
    public Adam()
        : base(1e-3f)
    {
    }

    /// <summary>
    /// The weight of the past in the gradient's running mean, from 0 to below 1. In double, because 1 - 0.999f is off in the fifth digit.
    /// </summary>
    public double Beta1
    {
        get => _beta1;
        init => _beta1 = Decay(value);
    }

    /// <summary>The weight of the past in the squared gradient's running mean, from 0 to below 1.</summary>
    public double Beta2
    {
        get => _beta2;
        init => _beta2 = Decay(value);
    }

    /// <summary>Added to the root, so that it cannot vanish.</summary>
    public double Epsilon
    {
        get => _epsilon;
        init => _epsilon = NonNegative(value);
    }

    /// <summary>
    /// The weight of an L2 penalty, added to the gradient; in <see cref="AdamW"/> the fraction of the rate by which parameters shrink.
    /// </summary>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = NonNegative(value);
    }

    /// <inheritdoc/>
    protected sealed override int StateCount => 2;

    /// <summary>Whether weight decay shrinks the parameters instead of joining the gradient.</summary>
    private protected virtual bool DecouplesWeightDecay => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected sealed override void Update(Span<Vector<float>> parameters, ReadOnlySpan<Vector<float>> gradients, int first)
    {
        float shrink = DecouplesWeightDecay ? (float)(1 - (LearningRate * WeightDecay)) : 1;
        float decay = DecouplesWeightDecay ? 0 : (float)WeightDecay;
        float beta1 = (float)Beta1;
        float beta2 = (float)Beta2;
        float rest1 = (float)(1 - Beta1);
        float rest2 = (float)(1 - Beta2);
        float rate = (float)(LearningRate / (1 - Power(Beta1, StepCount)));
        var correction = new Vector<float>((float)Math.Sqrt(1 - Power(Beta2, StepCount)));
        var epsilon = new Vector<float>((float)Epsilon);
        Span<Vector<float>> mean = State(0)[first..];
        Span<Vector<float>> square = State(1)[first..];
        for (int i = 0; i < parameters.Length; i++)
        {
            Vector<float> p = parameters[i] * shrink;
            Vector<float> d = gradients[i] + (p * decay);
            Vector<float> m = (mean[i] * beta1) + (d * rest1);
            Vector<float> v = (square[i] * beta2) + (d * d * rest2);
            mean[i] = m;
            square[i] = v;
            parameters[i] = p - (m / ((Vector.SquareRoot(v) / correction) + epsilon) * rate);
        }
    }

    /// <summary>By repeated squaring: the same bits everywhere, which the platform's pow does not promise.</summary>
    private static double Power(double value, int exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, value *= value)
        {
            if ((exponent & 1) != 0)
                power *= value;
        }

        return power;
    }
}
