using System.Collections.Generic;

namespace Unrolled.Generator;

/// <summary>Whether the program around a declaration can hold generated code.</summary>
internal static class BuildRules
{
    public static IEnumerable<Finding> Check(BuildFacts build)
    {
        if (!build.ReadsGeneratedCode)
            yield return Finding.OnClass(RuleIds.LanguageTooOld, build.LanguageVersion);

        if (!build.ReferencesRuntime)
            yield return Finding.OnClass(RuleIds.RuntimeMissing);
    }
}
