using System.Collections.Generic;

namespace Unrolled.Generator;

/// <summary>The names that the generator adds to the annotated class; what it implements explicitly takes none.</summary>
internal static class GeneratedMembers
{
    /// <summary>What ends the name of every generated file.</summary>
    public const string FileExtension = ".g.cs";

    /// <summary>Methods: the class may overload them, it may not declare anything else under their names.</summary>
    public static readonly IReadOnlyList<string> Methods =
        ["Predict", "Step", "InitialState", "Reset", "Backpropagate", "Evaluate", "Load", "Save"];

    /// <summary>Constants, fields, properties and nested types: the class may not declare anything under their names.</summary>
    public static readonly IReadOnlyList<string> Others =
    [
        "InputSize", "HiddenSize", "StepCount", "OutputSize", "InputLength", "OutputLength", "ParameterCount",
        "Parameters", "State", "States", "Gradients", "HasVector512", "HasVector256", "LayeredKernels", "s_layout", "s_states",
    ];
}
