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

    /// <summary>Units of every recurrent layer, in each direction. Required unless <see cref="HiddenSizes"/> is given; at least 1.</summary>
    public int Hidden { get; set; }

    /// <summary>Time steps of one sequence. Required, at least 1.</summary>
    public int Steps { get; set; }

    /// <summary>The recurrent cell.</summary>
    public Cell Cell { get; set; } = Cell.Lstm;

    /// <summary>
    /// The activation of an Elman or Jordan cell, and of the candidate of the others (g of an LSTM, n of a GRU and a minimal gated unit); any but
    /// <see cref="Activation.Softmax"/>.
    /// </summary>
    public Activation Activation { get; set; } = Activation.Tanh;

    /// <summary>Alpha of <see cref="Activation"/>; NaN, which is the default, stands for that activation's own default.</summary>
    public float ActivationAlpha { get; set; } = float.NaN;

    /// <summary>Beta of <see cref="Activation"/>; NaN stands for that activation's default.</summary>
    public float ActivationBeta { get; set; } = float.NaN;

    /// <summary>The activation of the gates (i, f, o; r, z); any but <see cref="Activation.Softmax"/>.</summary>
    public Activation GateActivation { get; set; } = Activation.Sigmoid;

    /// <summary>Alpha of <see cref="GateActivation"/>; NaN stands for that activation's default.</summary>
    public float GateAlpha { get; set; } = float.NaN;

    /// <summary>Beta of <see cref="GateActivation"/>; NaN stands for that activation's default.</summary>
    public float GateBeta { get; set; } = float.NaN;

    /// <summary>The activation of an LSTM's cell state on its way to the hidden state, h' = o * act(c'); any but <see cref="Activation.Softmax"/>.</summary>
    public Activation StateActivation { get; set; } = Activation.Tanh;

    /// <summary>Alpha of <see cref="StateActivation"/>; NaN stands for that activation's default.</summary>
    public float StateAlpha { get; set; } = float.NaN;

    /// <summary>Beta of <see cref="StateActivation"/>; NaN stands for that activation's default.</summary>
    public float StateBeta { get; set; } = float.NaN;

    /// <summary>
    /// The bound of what gates and candidates are activations of: each sum is clipped to [-Clip, Clip] first (ONNX's clip); 0 means none. No
    /// gradient passes a sum that is clipped.
    /// </summary>
    public float Clip { get; set; }

    /// <summary>How the gates of an LSTM see its cell state.</summary>
    public Peepholes Peepholes { get; set; } = Peepholes.None;

    /// <summary>
    /// Whether an LSTM's forget gate is one minus its input gate, f = 1 - i, and has no weights of its own (ONNX's input_forget = 1);
    /// the gate order is then i g o.
    /// </summary>
    public bool CoupledGates { get; set; }

    /// <summary>
    /// Width P of an LSTM's projected hidden state, h' = W_hr (o * tanh(c')), below <see cref="Hidden"/>; 0 means none. Torch's proj_size
    /// (Sak, Senior and Beaufays 2014): the recurrent weights are [4 Hidden, P], and the hidden state and what reads it are P wide.
    /// </summary>
    public int Projection { get; set; }

    /// <summary>
    /// Whether a GRU's reset gate acts after the recurrent product, r * (U h + b), as in torch.nn, or before it, U (r * h) + b, as in
    /// Cho et al. 2014 (Keras' reset_after = False, ONNX's linear_before_reset = 0).
    /// </summary>
    public bool ResetAfter { get; set; } = true;

    /// <summary>Recurrent layers, one above the other: each reads the outputs of the one below, step by step.</summary>
    public int Layers { get; set; } = 1;

    /// <summary>Units of each layer, the lowest first, where they are not all the same; the number of layers is then its length.</summary>
    public int[] HiddenSizes { get; set; } = [];

    /// <summary>Whether each layer reads the sequence in both directions. Such a model has no <c>Step</c>.</summary>
    public bool Bidirectional { get; set; }

    /// <summary>How the outputs of the two directions become one vector.</summary>
    public Merge Merge { get; set; } = Merge.Concat;

    /// <summary>Whether the model reads the sequence from its end; outputs stand in the order of reading. Such a model has no <c>Step</c>.</summary>
    public bool Reverse { get; set; }

    /// <summary>Whether each layer above the first adds its input to its output; the widths must be equal.</summary>
    public bool Residual { get; set; }

    /// <summary>
    /// The probability, at least 0 and below 1, with which dropout in training zeroes an element of a layer's output on its way to the layer above, at all steps of a sequence alike;
    /// what remains is divided by 1 - Dropout. Needs several layers. It acts where a seed is given: by the trainer, or as <c>BatchContext.DropoutSeed</c>.
    /// </summary>
    public float Dropout { get; set; }

    /// <summary>
    /// Whether the states before the first step are parameters, one vector for each layer, direction and state, which all sequences share: h0_l0, c0_l0, h0_l0_reverse and so on, zero at
    /// first. Else they are zero. States that are given, as <c>BatchContext.Initial</c> or a stream's, go before.
    /// </summary>
    public bool LearnedInitialState { get; set; }

    /// <summary>
    /// The probability, at least 0 and below 1, with which dropout in training zeroes an element of the hidden state (of a Jordan cell's output) on its way into the recurrent products, U h,
    /// at all steps of a sequence alike; what remains is divided by 1 - RecurrentDropout. What reads the state element by element, such as z * h of a GRU, reads it whole. It acts where
    /// <see cref="Dropout"/> does.
    /// </summary>
    public float RecurrentDropout { get; set; }

    /// <summary>
    /// Whether sequences may be shorter than <see cref="Steps"/>: the model gets overloads that take lengths, and its kernels loop over time.
    /// </summary>
    public bool VariableLength { get; set; }

    /// <summary>Whether the outputs beyond the end of a shorter sequence repeat its last one; else they are zero.</summary>
    public bool RepeatLastOutput { get; set; }

    /// <summary>Whether the recurrent layer adds biases. The head always has one.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>
    /// Whether each gate has one bias, <c>bias_ih</c>, as in Keras, not torch.nn's two. The recurrent product of a GRU that resets after it
    /// has then no bias.
    /// </summary>
    public bool SingleBias { get; set; }

    /// <summary>Size of the dense head; 0 means no head: the hidden state is the output.</summary>
    public int Output { get; set; }

    /// <summary>The activation of the dense head. A loss that implies one (see <see cref="Unrolled.Loss"/>) sets it.</summary>
    public Activation OutputActivation { get; set; } = Activation.Identity;

    /// <summary>Alpha of <see cref="OutputActivation"/>; NaN stands for that activation's default.</summary>
    public float OutputAlpha { get; set; } = float.NaN;

    /// <summary>Beta of <see cref="OutputActivation"/>; NaN stands for that activation's default.</summary>
    public float OutputBeta { get; set; } = float.NaN;

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
