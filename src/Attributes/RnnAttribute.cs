using System;

namespace Unrolled;

/// <summary>
/// Declares a recurrent network. The generator completes the annotated partial class with inference and training code for exactly this shape.
/// </summary>
/// <example><code>
/// [Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
/// public sealed partial class Forecaster;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RnnAttribute : Attribute
{
    /// <summary>Features per time step. Required, at least 1.</summary>
    public int Input { get; set; }

    /// <summary>Units of the recurrent layer. Required, at least 1.</summary>
    public int Hidden { get; set; }

    /// <summary>Time steps of one sequence. Required, at least 1.</summary>
    public int Steps { get; set; }

    /// <summary>The recurrent cell.</summary>
    public Cell Cell { get; set; } = Cell.Lstm;

    /// <summary>The activation of an Elman cell: <see cref="Activation.Tanh"/> or <see cref="Activation.Relu"/>.</summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>Whether the recurrent layer adds biases. The head always has one.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Size of the dense head; 0 means no head: the hidden state is the output.</summary>
    public int Output { get; set; }

    /// <summary>The activation of the dense head. A loss that implies one (see <see cref="Unrolled.Loss"/>) sets it.</summary>
    public Activation OutputActivation { get; set; } = Activation.Identity;

    /// <summary>Whether every time step gives an output, or the last alone.</summary>
    public Returns Returns { get; set; } = Returns.Last;

    /// <summary>The loss that <c>Backpropagate</c> differentiates.</summary>
    public Loss Loss { get; set; } = Loss.MeanSquaredError;

    /// <summary>Where <see cref="Loss.Huber"/> turns from quadratic to linear: a finite number above 0.</summary>
    public float HuberDelta { get; set; } = 1;

    /// <summary>
    /// The share s of <see cref="Loss.CrossEntropy"/>'s targets that is spread over all K classes alike, at least 0 and below 1: targets t become
    /// (1 - s) t + s / K, as in torch.nn.CrossEntropyLoss.
    /// </summary>
    public float LabelSmoothing { get; set; }

    /// <summary>
    /// Weights w of <see cref="Loss.CrossEntropy"/>'s classes, one for each of the <see cref="Output"/> classes, finite and not below 0; none for equal
    /// ones. The loss is the sum of -w t log softmax(logits) over classes, steps and batch, divided by the sum of w t: what torch.nn.CrossEntropyLoss
    /// gives for class indices, which are one-hot targets here.
    /// </summary>
    public float[] ClassWeights { get; set; } = [];

    /// <summary>How far the generated code is unrolled.</summary>
    public Unroll Unroll { get; set; } = Unroll.Auto;

    /// <summary>How wide the vectors of the kernels are.</summary>
    public Vectors Vectors { get; set; } = Vectors.Auto;
}
