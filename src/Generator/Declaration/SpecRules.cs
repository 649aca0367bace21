using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Judges declarations: every finding of <see cref="Check"/> is an error, and a declaration with one generates nothing.</summary>
internal static class SpecRules
{
    /// <summary>What is wrong with a declaration; nothing if it can be compiled.</summary>
    public static IEnumerable<Finding> Check(RnnDeclaration declaration) => !declaration.Compiles
        ? []
        : HostRules.Check(declaration)
            .Concat(BuildRules.Check(declaration.Build))
            .Concat(SizeRules.Check(declaration))
            .Concat(ChoiceRules.Check(declaration))
            .Concat(LossRules.Check(declaration))
            .Concat(StructureRules.Check(declaration));

    /// <summary>The specification of a valid declaration, every default resolved; null for one that is wrong or does not compile.</summary>
    public static RnnSpec? Resolve(RnnDeclaration declaration)
    {
        if (!declaration.Compiles || Check(declaration).Any())
            return null;

        RnnSpec draft = StructureRules.Resolve(declaration.Draft);
        return draft with { OutputActivation = ChoiceRules.ImpliedActivation(draft.Loss) ?? draft.OutputActivation };
    }
}
