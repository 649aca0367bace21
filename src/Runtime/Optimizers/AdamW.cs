namespace Unrolled;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019) by the rule of torch.optim.AdamW: the parameters shrink by 1 - rate * decay, and the gradient
/// stays as it is.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>AdamW with a learning rate of 0.001 and a weight decay of 0.01.</summary>
    public AdamW() => WeightDecay = 0.01;

    /// <inheritdoc/>
    private protected override bool DecouplesWeightDecay => true;
}
