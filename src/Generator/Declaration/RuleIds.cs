namespace Unrolled.Generator;

/// <summary>
/// The rules' identifiers: 00x the class, 01x sizes, 02x choices, 03x the program around, 04x the plan, 05x layers and sequences,
/// 06x the loss, 07x the Jordan cell. An id is never given twice.
/// </summary>
internal static class RuleIds
{
    public const string NotPartial = "UNR001";
    public const string Generic = "UNR002";
    public const string FileLocal = "UNR003";
    public const string NotInstantiable = "UNR004";
    public const string NotAPlainClass = "UNR005";
    public const string MemberClash = "UNR006";
    public const string UnchainedConstructor = "UNR007";

    public const string SizeMissing = "UNR010";
    public const string SizeTooSmall = "UNR011";
    public const string SizeTooLarge = "UNR012";
    public const string SequenceTooLarge = "UNR013";
    public const string TooManyParameters = "UNR014";
    public const string ProjectionTooWide = "UNR015";
    public const string NumberOutOfRange = "UNR016";

    public const string UndefinedValue = "UNR020";
    public const string ActivationNotElementwise = "UNR022";
    public const string ActivationWithoutHead = "UNR023";
    public const string LossWithoutHead = "UNR024";
    public const string LossImpliesActivation = "UNR025";
    public const string SoftmaxOfOne = "UNR026";
    public const string OptionOfAnotherCell = "UNR027";
    public const string SingleBiasWithoutBias = "UNR028";
    public const string ParameterWithoutUse = "UNR029";

    public const string LanguageTooOld = "UNR030";
    public const string RuntimeMissing = "UNR031";

    public const string UnrollBeyondBudget = "UNR040";
    public const string Plan = "UNR041";
    public const string UnrollOutOfReach = "UNR042";

    public const string HiddenSizesCount = "UNR050";
    public const string HiddenSizesContradict = "UNR051";
    public const string ReverseOfBoth = "UNR052";
    public const string MergeOfOne = "UNR053";
    public const string ResidualOfOne = "UNR054";
    public const string ResidualOfUnequal = "UNR055";
    public const string ResidualOfStates = "UNR056";
    public const string NothingToRepeat = "UNR057";
    public const string DropoutOfOne = "UNR058";

    public const string LossWithoutOption = "UNR060";
    public const string LossOptionOutOfRange = "UNR061";
    public const string ClassWeightsDoNotFit = "UNR062";

    public const string JordanWithoutHead = "UNR070";
    public const string JordanHeadNotElementwise = "UNR071";
    public const string JordanOfLayers = "UNR072";
}
