using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Declarations that a rule refuses: the place between [| and |], and the message there.</summary>
internal static class DiagnosticCases
{
    private const string Sizes = "Input = 3, Hidden = 7, Steps = 5";

    private const string Rnn = "[Rnn(" + Sizes + ")]";

    private const string OnePart = "must be declared partial: the generator completes the class in a file of its own";

    private const string OneType = "has type parameters: a network, and every type around it, must be one type of one shape";

    private const string OneFile =
        "is visible in its own file alone, and the generator completes it in another: neither it nor a type around it can be file-local";

    private const string PlainClass =
        "a network needs a plain class, whose constructor the generator writes and whose instances equal only themselves";

    private const string NotElementwise = "cannot be Softmax, which is taken over a whole vector: it is of the head alone";

    private const string Activations =
        "Identity, Tanh, Sigmoid, Relu, Softmax, LeakyRelu, Elu, Softsign, Softplus, HardSigmoid, HardTanh, Affine, ScaledTanh, ThresholdedRelu";

    private const string OfLogits =
        "is taken of logits, and a Jordan cell feeds back and gives its output: state an elementwise activation and a loss of outputs";

    private const string OneLayer =
        "composes layers under a head, and the head of a Jordan cell is in its step: it is one layer that reads whole sequences forwards";

    private const string NoHead = "and 'Output' states none: the output is the hidden state";

    private const string OneClass =
        "A softmax over one class is always 1: state two classes or more, or use Sigmoid or BinaryCrossEntropy for a single probability";

    private const string LargestOfThree =
        "floats, Steps times the largest of Input, Output and 16 * Hidden, and must take at most 536870912";

    private static readonly (string Id, string Message, string Source)[] s_host =
    [
        ("UNR001", $"'Net' {OnePart}",
            $"{Rnn} class [|Net|];"),
        ("UNR001", $"'Outer' {OnePart}",
            $"class Outer {{ {Rnn} partial class [|Net|]; }}"),
        ("UNR002", $"'Net' {OneType}",
            $"{Rnn} partial class [|Net|]<T>;"),
        ("UNR002", $"'Outer' {OneType}",
            $"partial struct Outer<T> {{ {Rnn} partial class [|Net|]; }}"),
        ("UNR003", $"'Net' {OneFile}",
            $"{Rnn} file partial class [|Net|];"),
        ("UNR003", $"'Net' {OneFile}",
            $"file partial class Outer {{ {Rnn} partial class [|Net|]; }}"),
        ("UNR004", "'Net' is static: a network holds its weights in instances of its class",
            $"{Rnn} static partial class [|Net|];"),
        ("UNR004", "'Net' is abstract: a network holds its weights in instances of its class",
            $"{Rnn} abstract partial class [|Net|];"),
        ("UNR005", $"'Net' is a record: {PlainClass}",
            $"{Rnn} partial record [|Net|];"),
        ("UNR005", $"'Net' has a primary constructor: {PlainClass}",
            $"{Rnn} partial class [|Net|](int size) {{ public int Size => size; }}"),
        ("UNR006", "'Net' already uses the name 'Parameters', which the generator needs for a member of the network",
            $"{Rnn} partial class [|Net|] {{ public int Parameters => 1; }}"),
        ("UNR006", "'Net' already uses the name 'State', which the generator needs for a member of the network",
            $"{Rnn} partial class [|Net|]; partial class Net {{ public void State() {{ }} }}"),
        ("UNR006", "'Net' already uses the name 'Predict', which the generator needs for a member of the network",
            $"{Rnn} partial class [|Net|] {{ public int Predict; }}"),
        ("UNR006", "'Gradients' already uses the name 'Gradients', which the generator needs for a member of the network",
            $"{Rnn} partial class [|Gradients|];"),
        ("UNR007", "A constructor of 'Net' must call the generated one, ': this(seed)', which makes the weights",
            $"{Rnn} partial class [|Net|] {{ public Net(string name) {{ }} }}"),
        ("UNR007", "A constructor of 'Net' must call the generated one, ': this(seed)', which makes the weights",
            $"{Rnn} partial class [|Net|] {{ public Net(string name) : base() {{ }} static Net() {{ }} }}"),
    ];

    private static readonly (string Id, string Message, string Source)[] s_sizes =
    [
        ("UNR010", "'Input' is not stated: a network needs Input, Hidden and Steps",
            "[Rnn(Hidden = 7, Steps = 5)] partial class [|Net|];"),
        ("UNR010", "'Hidden' is not stated: a network needs Input, Hidden and Steps",
            "[Rnn(Input = 3, Steps = 5)] partial class [|Net|];"),
        ("UNR010", "'Steps' is not stated: a network needs Input, Hidden and Steps",
            "[Rnn(Input = 3, Hidden = 7)] partial class [|Net|];"),
        ("UNR011", "'Input' is 0, and must be at least 1",
            "[Rnn([|Input = 0|], Hidden = 7, Steps = 5)] partial class Net;"),
        ("UNR011", "'Hidden' is -7, and must be at least 1",
            "[Rnn(Input = 3, [|Hidden = -7|], Steps = 5)] partial class Net;"),
        ("UNR011", "'Steps' is 0, and must be at least 1",
            "[Rnn(Input = 3, Hidden = 7, [|Steps = 2 - 2|])] partial class Net;"),
        ("UNR011", "'Output' is -1, and must be at least 0",
            $"[Rnn({Sizes}, [|Output = -1|])] partial class Net;"),
        ("UNR011", "'Layers' is 0, and must be at least 1",
            $"[Rnn({Sizes}, [|Layers = 0|])] partial class Net;"),
        ("UNR011", "'HiddenSizes' is 0, and must be at least 1",
            "[Rnn(Input = 3, Steps = 5, [|HiddenSizes = new[] { 7, 0 }|])] partial class Net;"),
        ("UNR012", "'Layers' is 65, and must be at most 64",
            $"[Rnn({Sizes}, [|Layers = 65|])] partial class Net;"),
        ("UNR012", "'Input' is 16385, and must be at most 16384",
            "[Rnn([|Input = 16385|], Hidden = 7, Steps = 5)] partial class Net;"),
        ("UNR012", "'Hidden' is 4097, and must be at most 4096",
            "[Rnn(Input = 3, [|Hidden = 4097|], Steps = 5)] partial class Net;"),
        ("UNR012", "'Steps' is 65537, and must be at most 65536",
            "[Rnn(Input = 3, Hidden = 7, [|Steps = 65537|])] partial class Net;"),
        ("UNR012", "'Output' is 16385, and must be at most 16384",
            $"[Rnn({Sizes}, [|Output = 16385|])] partial class Net;"),
        ("UNR013", $"One sequence takes 537001984 {LargestOfThree}",
            "[Rnn(Input = 3, Hidden = 1024, [|Steps = 32776|])] partial class Net;"),
        ("UNR013", $"One sequence takes 655376384 {LargestOfThree}",
            "[Rnn(Input = 16384, Hidden = 7, [|Steps = 40001|])] partial class Net;"),
        ("UNR014", "The network has 335577088 parameters, and must have at most 268435456",
            "[Rnn(Input = 16384, [|Hidden = 4096|], Steps = 5)] partial class Net;"),
        ("UNR011", "'Projection' is -1, and must be at least 0",
            $"[Rnn({Sizes}, [|Projection = -1|])] partial class Net;"),
        ("UNR012", "'Projection' is 4097, and must be at most 4096",
            $"[Rnn({Sizes}, [|Projection = 4097|])] partial class Net;"),
        ("UNR016", "'Clip' is -1, and must be finite and at least 0",
            $"[Rnn({Sizes}, [|Clip = -1|])] partial class Net;"),
        ("UNR016", "'Clip' is NaN, and must be finite and at least 0",
            $"[Rnn({Sizes}, [|Clip = float.NaN|])] partial class Net;"),
        ("UNR016", "'ActivationAlpha' is Infinity, and must be finite",
            $"[Rnn({Sizes}, Activation = Activation.Elu, [|ActivationAlpha = float.PositiveInfinity|])] partial class Net;"),
        ("UNR016", "'StateAlpha' is 1.5, and must be below beta, its upper bound",
            $"[Rnn({Sizes}, StateActivation = Activation.HardTanh, [|StateAlpha = 1.5f|])] partial class Net;"),
        ("UNR016", "'OutputBeta' is -1, and must be above alpha, its lower bound",
            $"[Rnn({Sizes}, Output = 2, OutputActivation = Activation.HardTanh, [|OutputBeta = -1|])] partial class Net;"),
        ("UNR015", "'Projection' is 7, and must be below Hidden, which is 7: it narrows the hidden state",
            $"[Rnn({Sizes}, [|Projection = 7|])] partial class Net;"),
        ("UNR014", "The network has 436305920 parameters, and must have at most 268435456",
            "[Rnn(Input = 4096, Steps = 5, [|HiddenSizes = new[] { 4096, 2048 }|], Layers = 2, Bidirectional = true)] partial class Net;"),
    ];

    private static readonly (string Id, string Message, string Source)[] s_choices =
    [
        ("UNR020", "'Cell' is 42, which is none of Elman, Lstm, Gru, Mgu, Jordan",
            $"[Rnn({Sizes}, [|Cell = (Cell)42|])] partial class Net;"),
        ("UNR020", $"'Activation' is -1, which is none of {Activations}",
            $"[Rnn({Sizes}, [|Activation = (Activation)(-1)|])] partial class Net;"),
        ("UNR020", "'Peepholes' is 3, which is none of None, Diagonal, Full",
            $"[Rnn({Sizes}, [|Peepholes = (Peepholes)3|])] partial class Net;"),
        ("UNR020", $"'OutputActivation' is 99, which is none of {Activations}",
            $"[Rnn({Sizes}, [|OutputActivation = (Activation)99|])] partial class Net;"),
        ("UNR020", "'Merge' is 4, which is none of Concat, Sum, Product, Average",
            $"[Rnn({Sizes}, Bidirectional = true, [|Merge = (Merge)4|])] partial class Net;"),
        ("UNR020", "'Returns' is 2, which is none of Last, Sequence",
            $"[Rnn({Sizes}, [|Returns = (Returns)2|])] partial class Net;"),
        ("UNR020", "'Loss' is 4, which is none of MeanSquaredError, CrossEntropy, BinaryCrossEntropy, Huber",
            $"[Rnn({Sizes}, [|Loss = (Loss)4|])] partial class Net;"),
        ("UNR020", "'Unroll' is 4, which is none of Auto, Full, Steps, None",
            $"[Rnn({Sizes}, [|Unroll = (Unroll)4|])] partial class Net;"),
        ("UNR020", $"'GateActivation' is 77, which is none of {Activations}",
            $"[Rnn({Sizes}, [|GateActivation = (Activation)77|])] partial class Net;"),
        ("UNR022", $"'Activation' {NotElementwise}",
            $"[Rnn({Sizes}, Cell = Cell.Elman, [|Activation = Activation.Softmax|])] partial class Net;"),
        ("UNR022", $"'GateActivation' {NotElementwise}",
            $"[Rnn({Sizes}, [|GateActivation = Activation.Softmax|])] partial class Net;"),
        ("UNR022", $"'StateActivation' {NotElementwise}",
            $"[Rnn({Sizes}, [|StateActivation = Activation.Softmax|])] partial class Net;"),
        ("UNR023", $"'OutputActivation' is the activation of the dense head, {NoHead}",
            $"[Rnn({Sizes}, [|OutputActivation = Activation.Tanh|])] partial class Net;"),
        ("UNR024", $"CrossEntropy is taken of a Softmax head, {NoHead}",
            $"[Rnn({Sizes}, [|Loss = Loss.CrossEntropy|])] partial class Net;"),
        ("UNR024", $"BinaryCrossEntropy is taken of a Sigmoid head, {NoHead}",
            $"[Rnn({Sizes}, [|Loss = Loss.BinaryCrossEntropy|], Output = 0)] partial class Net;"),
        ("UNR025", "CrossEntropy implies the output activation Softmax, not Identity",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|OutputActivation = Activation.Identity|])] partial class Net;"),
        ("UNR025", "BinaryCrossEntropy implies the output activation Sigmoid, not Softmax",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.BinaryCrossEntropy, [|OutputActivation = Activation.Softmax|])] partial class Net;"),
        ("UNR026", OneClass,
            $"[Rnn({Sizes}, [|Output = 1|], Loss = Loss.CrossEntropy)] partial class Net;"),
        ("UNR026", OneClass,
            $"[Rnn({Sizes}, [|Output = 1|], OutputActivation = Activation.Softmax)] partial class Net;"),
        ("UNR027", "'Peepholes' is an option of Lstm, and the cell is Gru",
            $"[Rnn({Sizes}, Cell = Cell.Gru, [|Peepholes = Peepholes.Full|])] partial class Net;"),
        ("UNR027", "'CoupledGates' is an option of Lstm, and the cell is Elman",
            $"[Rnn({Sizes}, Cell = Cell.Elman, [|CoupledGates = false|])] partial class Net;"),
        ("UNR027", "'Projection' is an option of Lstm, and the cell is Mgu",
            $"[Rnn({Sizes}, Cell = Cell.Mgu, [|Projection = 3|])] partial class Net;"),
        ("UNR027", "'ResetAfter' is an option of Gru, and the cell is Lstm",
            $"[Rnn({Sizes}, [|ResetAfter = true|])] partial class Net;"),
        ("UNR027", "'GateActivation' is an option of Lstm, Gru, Mgu, and the cell is Elman",
            $"[Rnn({Sizes}, Cell = Cell.Elman, [|GateActivation = Activation.HardSigmoid|])] partial class Net;"),
        ("UNR027", "'StateActivation' is an option of Lstm, and the cell is Gru",
            $"[Rnn({Sizes}, Cell = Cell.Gru, [|StateActivation = Activation.Relu|])] partial class Net;"),
        ("UNR028", "'SingleBias' says how many biases a gate has, and 'Bias = false' says that it has none",
            $"[Rnn({Sizes}, Bias = false, [|SingleBias = true|])] partial class Net;"),
        ("UNR070", "The context of a Jordan cell is the output of its head, and 'Output' states none",
            $"[Rnn({Sizes}, [|Cell = Cell.Jordan|])] partial class Net;"),
        ("UNR071", $"Softmax {OfLogits}",
            $"[Rnn({Sizes}, Cell = Cell.Jordan, Output = 2, [|OutputActivation = Activation.Softmax|])] partial class Net;"),
        ("UNR071", $"CrossEntropy {OfLogits}",
            $"[Rnn({Sizes}, Cell = Cell.Jordan, Output = 2, [|Loss = Loss.CrossEntropy|])] partial class Net;"),
        ("UNR072", $"'Layers' {OneLayer}",
            $"[Rnn({Sizes}, Cell = Cell.Jordan, Output = 2, [|Layers = 2|])] partial class Net;"),
        ("UNR072", $"'Bidirectional' {OneLayer}",
            $"[Rnn({Sizes}, Cell = Cell.Jordan, Output = 2, [|Bidirectional = true|])] partial class Net;"),
        ("UNR072", $"'VariableLength' {OneLayer}",
            $"[Rnn({Sizes}, Cell = Cell.Jordan, Output = 2, [|VariableLength = true|])] partial class Net;"),
        ("UNR029", "'GateAlpha' is a parameter that Sigmoid does not have",
            $"[Rnn({Sizes}, [|GateAlpha = 0.2f|])] partial class Net;"),
        ("UNR029", "'ActivationBeta' is a parameter that LeakyRelu does not have",
            $"[Rnn({Sizes}, Activation = Activation.LeakyRelu, [|ActivationBeta = 1|])] partial class Net;"),
        ("UNR029", "'OutputAlpha' is a parameter that Identity does not have",
            $"[Rnn({Sizes}, [|OutputAlpha = 1|])] partial class Net;"),
    ];

    private static readonly (string Id, string Message, string Source)[] s_losses =
    [
        ("UNR060", "'HuberDelta' is an option of Huber, and the loss is MeanSquaredError",
            $"[Rnn({Sizes}, [|HuberDelta = 1f|])] partial class Net;"),
        ("UNR060", "'LabelSmoothing' is an option of CrossEntropy, and the loss is Huber",
            $"[Rnn({Sizes}, Loss = Loss.Huber, [|LabelSmoothing = 0.1f|])] partial class Net;"),
        ("UNR060", "'ClassWeights' is an option of CrossEntropy, and the loss is BinaryCrossEntropy",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.BinaryCrossEntropy, [|ClassWeights = new[] {{ 1f, 2f }}|])] partial class Net;"),
        ("UNR061", "'HuberDelta' is 0, and must be finite and above 0",
            $"[Rnn({Sizes}, Loss = Loss.Huber, [|HuberDelta = 0|])] partial class Net;"),
        ("UNR061", "'HuberDelta' is NaN, and must be finite and above 0",
            $"[Rnn({Sizes}, Loss = Loss.Huber, [|HuberDelta = float.NaN|])] partial class Net;"),
        ("UNR061", "'HuberDelta' is Infinity, and must be finite and above 0",
            $"[Rnn({Sizes}, Loss = Loss.Huber, [|HuberDelta = float.PositiveInfinity|])] partial class Net;"),
        ("UNR061", "'LabelSmoothing' is 1, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|LabelSmoothing = 1f|])] partial class Net;"),
        ("UNR061", "'LabelSmoothing' is -0.1, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|LabelSmoothing = -0.1f|])] partial class Net;"),
        ("UNR061", "'ClassWeights' is 1, -1, and must be finite and not below 0, one of them above 0",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|ClassWeights = new[] {{ 1f, -1f }}|])] partial class Net;"),
        ("UNR061", "'ClassWeights' is 0, 0, and must be finite and not below 0, one of them above 0",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|ClassWeights = new[] {{ 0f, 0f }}|])] partial class Net;"),
        ("UNR062", "'ClassWeights' has 3 weights, and must have 2, one for each class",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|ClassWeights = new[] {{ 1f, 2f, 3f }}|])] partial class Net;"),
        ("UNR062", "'ClassWeights' has 0 weights, and must have 2, one for each class",
            $"[Rnn({Sizes}, Output = 2, Loss = Loss.CrossEntropy, [|ClassWeights = new float[0]|])] partial class Net;"),
    ];

    private static readonly (string Id, string Message, string Source)[] s_structure =
    [
        ("UNR050", "'HiddenSizes' has 0 sizes, and must have at least 1 and at most 64",
            $"[Rnn(Input = 3, Steps = 5, [|HiddenSizes = new int[0]|])] partial class Net;"),
        ("UNR051", "'HiddenSizes' says 16, 8, and 'Hidden' says 7: state one of them",
            $"[Rnn({Sizes}, [|HiddenSizes = new[] {{ 16, 8 }}|])] partial class Net;"),
        ("UNR051", "'HiddenSizes' says 2, and 'Layers' says 3: state one of them",
            $"[Rnn(Input = 3, Steps = 5, Layers = 3, [|HiddenSizes = new[] {{ 16, 8 }}|])] partial class Net;"),
        ("UNR052", "'Reverse' has no meaning with 'Bidirectional', which reads the sequence both ways",
            $"[Rnn({Sizes}, Bidirectional = true, [|Reverse = true|])] partial class Net;"),
        ("UNR053", "'Merge' says how the outputs of two directions become one, and 'Bidirectional' is false",
            $"[Rnn({Sizes}, [|Merge = Merge.Sum|])] partial class Net;"),
        ("UNR054", "'Residual' adds a layer's input to its output from the second layer on, and there is one layer",
            $"[Rnn({Sizes}, [|Residual = true|])] partial class Net;"),
        ("UNR055", "'Residual' adds the input of layer 1 to its output, and that has 8 values where the input has 16",
            $"[Rnn(Input = 3, Steps = 5, HiddenSizes = new[] {{ 16, 8 }}, [|Residual = true|])] partial class Net;"),
        ("UNR056", "'Residual' adds the input of a step to the output of that step, and the final states of two directions belong to different steps: state Returns.Sequence",
            $"[Rnn({Sizes}, Layers = 2, Bidirectional = true, [|Residual = true|])] partial class Net;"),
        ("UNR057", "'RepeatLastOutput' fills the outputs behind the end of a shorter sequence, and there are such with VariableLength and Returns.Sequence alone",
            $"[Rnn({Sizes}, Returns = Returns.Sequence, [|RepeatLastOutput = true|])] partial class Net;"),
        ("UNR016", "'Dropout' is 1, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, Layers = 2, [|Dropout = 1|])] partial class Net;"),
        ("UNR016", "'Dropout' is -0.5, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, Layers = 2, [|Dropout = -0.5f|])] partial class Net;"),
        ("UNR016", "'Dropout' is NaN, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, Layers = 2, [|Dropout = float.NaN|])] partial class Net;"),
        ("UNR016", "'RecurrentDropout' is 1.5, and must be at least 0 and below 1",
            $"[Rnn({Sizes}, [|RecurrentDropout = 1.5f|])] partial class Net;"),
        ("UNR058", "'Dropout' zeroes elements of a layer's output on their way to the layer above, and there is one layer",
            $"[Rnn({Sizes}, [|Dropout = 0.2f|])] partial class Net;"),
    ];

    /// <summary>Id, message, and source with its place marked.</summary>
    public static IEnumerable<(string Id, string Message, string Source)> All => s_host.Concat(s_sizes).Concat(s_choices).Concat(s_losses).Concat(s_structure);

    /// <summary>The same, for a theory.</summary>
    public static TheoryData<string, string, string> AsTheory()
    {
        var data = new TheoryData<string, string, string>();
        foreach ((string id, string message, string source) in All)
            data.Add(id, message, source);
        return data;
    }
}
