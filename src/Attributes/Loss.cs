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
}
