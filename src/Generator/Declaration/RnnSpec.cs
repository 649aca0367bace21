namespace Unrolled.Generator;

/// <summary>
/// A valid declaration, as the compiler reads it: equal by value, without a symbol or a location, and with every default resolved
/// (a loss that implies an output activation has set it).
/// </summary>
internal sealed record RnnSpec
{
    /// <summary>The annotated class.</summary>
    public required HostType Host { get; init; }

    /// <inheritdoc cref="RnnAttribute.Input"/>
    public required int Input { get; init; }

    /// <inheritdoc cref="RnnAttribute.Hidden"/>
    public required int Hidden { get; init; }

    /// <inheritdoc cref="RnnAttribute.Steps"/>
    public required int Steps { get; init; }

    /// <inheritdoc cref="RnnAttribute.Cell"/>
    public Cell Cell { get; init; } = Cell.Lstm;

    /// <inheritdoc cref="RnnAttribute.Activation"/>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <inheritdoc cref="RnnAttribute.ActivationAlpha"/>
    public float ActivationAlpha { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.ActivationBeta"/>
    public float ActivationBeta { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.GateActivation"/>
    public Activation GateActivation { get; init; } = Activation.Sigmoid;

    /// <inheritdoc cref="RnnAttribute.GateAlpha"/>
    public float GateAlpha { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.GateBeta"/>
    public float GateBeta { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.StateActivation"/>
    public Activation StateActivation { get; init; } = Activation.Tanh;

    /// <inheritdoc cref="RnnAttribute.StateAlpha"/>
    public float StateAlpha { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.StateBeta"/>
    public float StateBeta { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.Clip"/>
    public float Clip { get; init; }

    /// <inheritdoc cref="RnnAttribute.Peepholes"/>
    public Peepholes Peepholes { get; init; } = Peepholes.None;

    /// <inheritdoc cref="RnnAttribute.CoupledGates"/>
    public bool CoupledGates { get; init; }

    /// <inheritdoc cref="RnnAttribute.Projection"/>
    public int Projection { get; init; }

    /// <inheritdoc cref="RnnAttribute.ResetAfter"/>
    public bool ResetAfter { get; init; } = true;

    /// <inheritdoc cref="RnnAttribute.Layers"/>
    public int Layers { get; init; } = 1;

    /// <summary>Units of each layer where the declaration states them one by one; else empty.</summary>
    public EquatableArray<int> HiddenSizes { get; init; }

    /// <inheritdoc cref="RnnAttribute.Bidirectional"/>
    public bool Bidirectional { get; init; }

    /// <inheritdoc cref="RnnAttribute.Merge"/>
    public Merge Merge { get; init; } = Merge.Concat;

    /// <inheritdoc cref="RnnAttribute.Reverse"/>
    public bool Reverse { get; init; }

    /// <inheritdoc cref="RnnAttribute.Residual"/>
    public bool Residual { get; init; }

    /// <inheritdoc cref="RnnAttribute.Dropout"/>
    public float Dropout { get; init; }

    /// <inheritdoc cref="RnnAttribute.LearnedInitialState"/>
    public bool LearnedInitialState { get; init; }

    /// <inheritdoc cref="RnnAttribute.RecurrentDropout"/>
    public float RecurrentDropout { get; init; }

    /// <inheritdoc cref="RnnAttribute.VariableLength"/>
    public bool VariableLength { get; init; }

    /// <inheritdoc cref="RnnAttribute.RepeatLastOutput"/>
    public bool RepeatLastOutput { get; init; }

    /// <inheritdoc cref="RnnAttribute.Bias"/>
    public bool Bias { get; init; } = true;

    /// <inheritdoc cref="RnnAttribute.SingleBias"/>
    public bool SingleBias { get; init; }

    /// <inheritdoc cref="RnnAttribute.Output"/>
    public int Output { get; init; }

    /// <inheritdoc cref="RnnAttribute.OutputActivation"/>
    public Activation OutputActivation { get; init; } = Activation.Identity;

    /// <inheritdoc cref="RnnAttribute.OutputAlpha"/>
    public float OutputAlpha { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.OutputBeta"/>
    public float OutputBeta { get; init; } = float.NaN;

    /// <inheritdoc cref="RnnAttribute.Returns"/>
    public Returns Returns { get; init; } = Returns.Last;

    /// <inheritdoc cref="RnnAttribute.Loss"/>
    public Loss Loss { get; init; } = Loss.MeanSquaredError;

    /// <inheritdoc cref="RnnAttribute.HuberDelta"/>
    public float HuberDelta { get; init; } = 1;

    /// <inheritdoc cref="RnnAttribute.LabelSmoothing"/>
    public float LabelSmoothing { get; init; }

    /// <inheritdoc cref="RnnAttribute.ClassWeights"/>
    public EquatableArray<float> ClassWeights { get; init; }

    /// <inheritdoc cref="RnnAttribute.Unroll"/>
    public Unroll Unroll { get; init; } = Unroll.Auto;

    /// <inheritdoc cref="RnnAttribute.Vectors"/>
    public Vectors Vectors { get; init; } = Vectors.Auto;

    /// <summary>Whether the loss is computed from the logits, one with the activation of the head.</summary>
    public bool LossReadsLogits => ChoiceRules.ImpliedActivation(Loss) is not null;

    /// <summary>Whether the cross-entropy has options that are not at their defaults.</summary>
    public bool HasClassOptions => LabelSmoothing != 0 || ClassWeights.Count > 0;

    /// <summary>Whether a dense head follows the recurrent layer.</summary>
    public bool HasHead => Output > 0;

    /// <summary>The activation of candidates, and of an Elman cell.</summary>
    public ActivationFunction Candidate => new(Activation, ActivationAlpha, ActivationBeta);

    /// <summary>The activation of the gates.</summary>
    public ActivationFunction Gate => new(GateActivation, GateAlpha, GateBeta);

    /// <summary>The activation of an LSTM's cell state.</summary>
    public ActivationFunction CellState => new(StateActivation, StateAlpha, StateBeta);

    /// <summary>The activation of the head.</summary>
    public ActivationFunction HeadActivation => new(OutputActivation, OutputAlpha, OutputBeta);

    /// <summary>Floats of the hidden state, which the step after, the head and the user read.</summary>
    public int HiddenWidth => Projection > 0 ? Projection : Hidden;

    /// <summary>Floats of what a step gives, and the recurrent weights of the step after multiply: the hidden state, or a Jordan cell's output.</summary>
    public int ContextWidth => Cell == Cell.Jordan ? Output : HiddenWidth;

    /// <summary>Whether a dense head reads what the steps give; the head of a Jordan cell is in its step.</summary>
    public bool HasHeadAfterStep => HasHead && Cell != Cell.Jordan;

    /// <summary>Biases of a gate: none, one or torch's two.</summary>
    public int BiasesOfGate => !Bias ? 0 : SingleBias ? 1 : 2;

    /// <summary>Whether training may drop something.</summary>
    public bool HasDropout => Dropout > 0 || RecurrentDropout > 0;

    /// <summary>Directions of each layer.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>
    /// Whether one set of kernels is the whole model: one layer, forward in time, over whole sequences that begin at the zero state. What is more than that is
    /// composed of such layers.
    /// </summary>
    public bool IsOneLayer => Layers == 1 && !Bidirectional && !Reverse && !VariableLength && !LearnedInitialState;

    /// <summary>Whether losses and gradients are the layered model's: of all that is more than one layer, and of one whose kernels need masks, which the runtime draws.</summary>
    public bool TrainsInLayers => !IsOneLayer || RecurrentDropout > 0;

    /// <summary>Whether streams can be advanced step by step: nothing waits for the end of the sequence.</summary>
    public bool HasStep => !Bidirectional && !Reverse;

    /// <summary>Floats that the head reads: the output of the top layer.</summary>
    public int FeatureSize => WidthOf(Layers - 1);

    /// <summary>Floats in one output vector.</summary>
    public int OutputSize => HasHead ? Output : FeatureSize;

    /// <summary>Output vectors of one sequence.</summary>
    public int OutputSteps => Returns == Returns.Sequence ? Steps : 1;

    /// <summary>Units of a layer, in each direction.</summary>
    public int HiddenOf(int layer) => HiddenSizes.Count > 0 ? HiddenSizes[layer] : Hidden;

    /// <summary>Floats of the output of a layer, its directions merged.</summary>
    public int WidthOf(int layer) => (Projection > 0 ? Projection : HiddenOf(layer)) * (Bidirectional && Merge == Merge.Concat ? 2 : 1);
}
