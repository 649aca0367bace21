namespace Unrolled;

/// <summary>The loss that training minimises; always a mean.</summary>
public enum Loss
{
    /// <summary>Mean over all output elements of (y - t)^2.</summary>
    MeanSquaredError,

    /// <summary>Mean over batch and steps of -sum over classes of t log softmax(logits); targets are one-hot or probabilities. Implies a softmax head.</summary>
    CrossEntropy,

    /// <summary>Mean over all output elements of -t log sigmoid(logit) - (1 - t) log(1 - sigmoid(logit)). Implies a sigmoid head.</summary>
    BinaryCrossEntropy,

    /// <summary>
    /// Mean over all output elements of Huber's loss: with d = y - t and delta = <see cref="RnnAttribute.HuberDelta"/>, d^2 / 2 where |d| is at most delta,
    /// else delta (|d| - delta / 2), as torch.nn.HuberLoss.
    /// </summary>
    Huber,
}
