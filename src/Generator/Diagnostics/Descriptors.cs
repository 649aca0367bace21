using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator;

/// <summary>The diagnostics, as people read them. Each has a page in docs/diagnostics and a row in the release files.</summary>
internal static class Descriptors
{
    private const string Documentation = "https://github.com/unrolled/unrolled/blob/main/docs/diagnostics/";

    private static readonly DiagnosticDescriptor s_notPartial = Create(
        RuleIds.NotPartial,
        "A network's class must be partial",
        "'{0}' must be declared partial: the generator completes the class in a file of its own");

    private static readonly DiagnosticDescriptor s_generic = Create(
        RuleIds.Generic,
        "A network's class cannot be generic",
        "'{0}' has type parameters: a network, and every type around it, must be one type of one shape");

    private static readonly DiagnosticDescriptor s_fileLocal = Create(
        RuleIds.FileLocal,
        "A network's class cannot be file-local",
        "'{0}' is visible in its own file alone, and the generator completes it in another: neither it nor a type around it can be file-local");

    private static readonly DiagnosticDescriptor s_notInstantiable = Create(
        RuleIds.NotInstantiable,
        "A network's class must be instantiable",
        "'{0}' is {1}: a network holds its weights in instances of its class");

    private static readonly DiagnosticDescriptor s_notAPlainClass = Create(
        RuleIds.NotAPlainClass,
        "A network's class must leave its constructor and equality to the generator",
        "'{0}' {1}: a network needs a plain class, whose constructor the generator writes and whose instances equal only themselves");

    private static readonly DiagnosticDescriptor s_memberClash = Create(
        RuleIds.MemberClash,
        "A generated member's name is taken",
        "'{0}' already uses the name '{1}', which the generator needs for a member of the network");

    private static readonly DiagnosticDescriptor s_unchainedConstructor = Create(
        RuleIds.UnchainedConstructor,
        "A network's constructors must call the generated one",
        "A constructor of '{0}' must call the generated one, ': this(seed)', which makes the weights");

    private static readonly DiagnosticDescriptor s_sizeMissing = Create(
        RuleIds.SizeMissing,
        "A size is missing",
        "'{0}' is not stated: a network needs Input, Hidden and Steps");

    private static readonly DiagnosticDescriptor s_sizeTooSmall = Create(
        RuleIds.SizeTooSmall,
        "A size is too small",
        "'{0}' is {1}, and must be at least {2}");

    private static readonly DiagnosticDescriptor s_sizeTooLarge = Create(
        RuleIds.SizeTooLarge,
        "A size is too large",
        "'{0}' is {1}, and must be at most {2}");

    private static readonly DiagnosticDescriptor s_sequenceTooLarge = Create(
        RuleIds.SequenceTooLarge,
        "A sequence is too large",
        "One sequence takes {0} floats, Steps times the largest of Input, Output and {1} * Hidden, and must take at most {2}");

    private static readonly DiagnosticDescriptor s_tooManyParameters = Create(
        RuleIds.TooManyParameters,
        "A network has too many parameters",
        "The network has {0} parameters, and must have at most {1}");

    private static readonly DiagnosticDescriptor s_projectionTooWide = Create(
        RuleIds.ProjectionTooWide,
        "A projection must narrow the hidden state",
        "'Projection' is {0}, and must be below Hidden, which is {1}: it narrows the hidden state");

    private static readonly DiagnosticDescriptor s_numberOutOfRange = Create(
        RuleIds.NumberOutOfRange,
        "A number is out of range",
        "'{0}' is {1}, and must be {2}");

    private static readonly DiagnosticDescriptor s_undefinedValue = Create(
        RuleIds.UndefinedValue,
        "A choice is not defined",
        "'{0}' is {1}, which is none of {2}");

    private static readonly DiagnosticDescriptor s_activationNotElementwise = Create(
        RuleIds.ActivationNotElementwise,
        "A cell's activations are elementwise",
        "'{0}' cannot be Softmax, which is taken over a whole vector: it is of the head alone");

    private static readonly DiagnosticDescriptor s_activationWithoutHead = Create(
        RuleIds.ActivationWithoutHead,
        "An output activation needs a head",
        "'OutputActivation' is the activation of the dense head, and 'Output' states none: the output is the hidden state");

    private static readonly DiagnosticDescriptor s_lossWithoutHead = Create(
        RuleIds.LossWithoutHead,
        "The loss needs a head",
        "{0} is taken of a {1} head, and 'Output' states none: the output is the hidden state");

    private static readonly DiagnosticDescriptor s_lossImpliesActivation = Create(
        RuleIds.LossImpliesActivation,
        "The loss implies another output activation",
        "{0} implies the output activation {1}, not {2}");

    private static readonly DiagnosticDescriptor s_softmaxOfOne = Create(
        RuleIds.SoftmaxOfOne,
        "A softmax over one class is always 1",
        "A softmax over one class is always 1: state two classes or more, or use Sigmoid or BinaryCrossEntropy for a single probability");

    private static readonly DiagnosticDescriptor s_optionOfAnotherCell = Create(
        RuleIds.OptionOfAnotherCell,
        "The option belongs to another cell",
        "'{0}' is an option of {1}, and the cell is {2}");

    private static readonly DiagnosticDescriptor s_singleBiasWithoutBias = Create(
        RuleIds.SingleBiasWithoutBias,
        "A single bias needs biases",
        "'SingleBias' says how many biases a gate has, and 'Bias = false' says that it has none");

    private static readonly DiagnosticDescriptor s_parameterWithoutUse = Create(
        RuleIds.ParameterWithoutUse,
        "The activation does not have the parameter",
        "'{0}' is a parameter that {1} does not have");

    private static readonly DiagnosticDescriptor s_languageTooOld = Create(
        RuleIds.LanguageTooOld,
        "The language version is too old",
        "The generated code needs C# 12 or later, and the project is set to C# {0}");

    private static readonly DiagnosticDescriptor s_runtimeMissing = Create(
        RuleIds.RuntimeMissing,
        "The runtime is not referenced",
        "The generated code needs Unrolled.Runtime, which the project does not reference: Unrolled.IRnnModel was not found");

    private static readonly DiagnosticDescriptor s_unrollBeyondBudget = Create(
        RuleIds.UnrollBeyondBudget,
        "The unrolled sequence does not fit one method",
        "The unrolled sequence is split into {0} methods, as the JIT does not optimise larger ones; its {1} statements cost seconds of "
        + "compile time and up to about {2} ms of JIT time at first use",
        defaultSeverity: DiagnosticSeverity.Warning);

    private static readonly DiagnosticDescriptor s_plan = Create(
        RuleIds.Plan,
        "The plan of a network",
        "'{0}': {1}",
        defaultSeverity: DiagnosticSeverity.Info);

    private static readonly DiagnosticDescriptor s_unrollOutOfReach = Create(
        RuleIds.UnrollOutOfReach,
        "The unrolling asked for is out of reach",
        "Unroll = {0} would take {1} multiply-adds in straight-line code, more than the compilers bear; the plan is: {2}",
        defaultSeverity: DiagnosticSeverity.Warning);

    private static readonly DiagnosticDescriptor s_hiddenSizesCount = Create(
        RuleIds.HiddenSizesCount,
        "HiddenSizes must name one size for each layer",
        "'HiddenSizes' has {0} sizes, and must have at least 1 and at most {1}");

    private static readonly DiagnosticDescriptor s_hiddenSizesContradict = Create(
        RuleIds.HiddenSizesContradict,
        "HiddenSizes contradicts another size",
        "'HiddenSizes' says {0}, and '{1}' says {2}: state one of them");

    private static readonly DiagnosticDescriptor s_reverseOfBoth = Create(
        RuleIds.ReverseOfBoth,
        "A bidirectional network reads both ways already",
        "'Reverse' has no meaning with 'Bidirectional', which reads the sequence both ways");

    private static readonly DiagnosticDescriptor s_mergeOfOne = Create(
        RuleIds.MergeOfOne,
        "There is one direction, and nothing to merge",
        "'Merge' says how the outputs of two directions become one, and 'Bidirectional' is false");

    private static readonly DiagnosticDescriptor s_residualOfOne = Create(
        RuleIds.ResidualOfOne,
        "Residual needs a layer above the first",
        "'Residual' adds a layer's input to its output from the second layer on, and there is one layer");

    private static readonly DiagnosticDescriptor s_residualOfUnequal = Create(
        RuleIds.ResidualOfUnequal,
        "Residual needs layers of equal width",
        "'Residual' adds the input of layer {0} to its output, and that has {1} values where the input has {2}");

    private static readonly DiagnosticDescriptor s_residualOfStates = Create(
        RuleIds.ResidualOfStates,
        "Residual needs the outputs of both directions at the same step",
        "'Residual' adds the input of a step to the output of that step, and the final states of two directions belong to different steps: state Returns.Sequence");

    private static readonly DiagnosticDescriptor s_nothingToRepeat = Create(
        RuleIds.NothingToRepeat,
        "There is no output behind a sequence's end",
        "'RepeatLastOutput' fills the outputs behind the end of a shorter sequence, and there are such with VariableLength and Returns.Sequence alone");

    private static readonly DiagnosticDescriptor s_dropoutOfOne = Create(
        RuleIds.DropoutOfOne,
        "Dropout needs a layer above the first",
        "'Dropout' zeroes elements of a layer's output on their way to the layer above, and there is one layer");

    private static readonly DiagnosticDescriptor s_lossWithoutOption = Create(
        RuleIds.LossWithoutOption,
        "The loss does not take this option",
        "'{0}' is an option of {1}, and the loss is {2}");

    private static readonly DiagnosticDescriptor s_lossOptionOutOfRange = Create(
        RuleIds.LossOptionOutOfRange,
        "An option of the loss is out of range",
        "'{0}' is {1}, and must be {2}");

    private static readonly DiagnosticDescriptor s_classWeightsDoNotFit = Create(
        RuleIds.ClassWeightsDoNotFit,
        "The class weights do not fit the classes",
        "'ClassWeights' has {0} weights, and must have {1}, one for each class");

    private static readonly DiagnosticDescriptor s_jordanWithoutHead = Create(
        RuleIds.JordanWithoutHead,
        "A Jordan cell needs a head",
        "The context of a Jordan cell is the output of its head, and 'Output' states none");

    private static readonly DiagnosticDescriptor s_jordanHeadNotElementwise = Create(
        RuleIds.JordanHeadNotElementwise,
        "A Jordan cell's head is elementwise",
        "{0} is taken of logits, and a Jordan cell feeds back and gives its output: state an elementwise activation and a loss of outputs");

    private static readonly DiagnosticDescriptor s_jordanOfLayers = Create(
        RuleIds.JordanOfLayers,
        "A Jordan cell is one layer that reads forwards",
        "'{0}' composes layers under a head, and the head of a Jordan cell is in its step: it is one layer that reads whole sequences forwards");

    /// <summary>Every diagnostic, in the order of the ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        s_notPartial, s_generic, s_fileLocal, s_notInstantiable, s_notAPlainClass, s_memberClash, s_unchainedConstructor,
        s_sizeMissing, s_sizeTooSmall, s_sizeTooLarge, s_sequenceTooLarge, s_tooManyParameters, s_projectionTooWide, s_numberOutOfRange,
        s_undefinedValue, s_activationNotElementwise, s_activationWithoutHead, s_lossWithoutHead,
        s_lossImpliesActivation, s_softmaxOfOne, s_optionOfAnotherCell, s_singleBiasWithoutBias, s_parameterWithoutUse,
        s_languageTooOld, s_runtimeMissing,
        s_unrollBeyondBudget, s_plan, s_unrollOutOfReach,
        s_hiddenSizesCount, s_hiddenSizesContradict, s_reverseOfBoth, s_mergeOfOne, s_residualOfOne, s_residualOfUnequal, s_residualOfStates,
        s_nothingToRepeat, s_dropoutOfOne,
        s_lossWithoutOption, s_lossOptionOutOfRange, s_classWeightsDoNotFit,
        s_jordanWithoutHead, s_jordanHeadNotElementwise, s_jordanOfLayers);

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_byId =
        All.ToImmutableDictionary(descriptor => descriptor.Id);

    /// <summary>The diagnostic of a rule.</summary>
    public static DiagnosticDescriptor Of(string rule) => s_byId[rule];

    private static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category = "Unrolled",
        DiagnosticSeverity defaultSeverity = DiagnosticSeverity.Error,
        bool isEnabledByDefault = true) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, helpLinkUri: Documentation + id + ".md");
}
