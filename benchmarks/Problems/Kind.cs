namespace Unrolled.Benchmarks.Problems;

/// <summary>What one measured call does.</summary>
internal enum Kind
{
    /// <summary>A batch of sequences from the zero state, one output each.</summary>
    Inference,

    /// <summary>One step of one stream, whose state goes on to the next call.</summary>
    Stream,

    /// <summary>Forward, mean squared error, backward, and a step of gradient descent.</summary>
    Training,
}
