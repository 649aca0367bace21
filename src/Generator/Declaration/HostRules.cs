using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator;

/// <summary>Whether the annotated class can be completed.</summary>
internal static class HostRules
{
    public static IEnumerable<Finding> Check(RnnDeclaration declaration)
    {
        HostFacts host = declaration.Host;
        IEnumerable<Finding> notPartial = host.NotPartial.Select(type => Finding.OnClass(RuleIds.NotPartial, type));
        IEnumerable<Finding> generic = host.Generic.Select(type => Finding.OnClass(RuleIds.Generic, type));
        IEnumerable<Finding> clashes = host.Clashes.Select(member => Finding.OnClass(RuleIds.MemberClash, Name(declaration), member));
        IEnumerable<Finding> unchained = host.Unchained ? [Finding.OnClass(RuleIds.UnchainedConstructor, Name(declaration))] : [];
        return notPartial.Concat(generic).Concat(CheckKind(declaration)).Concat(clashes).Concat(unchained);
    }

    private static IEnumerable<Finding> CheckKind(RnnDeclaration declaration)
    {
        if (declaration.Host.FileLocal)
            yield return Finding.OnClass(RuleIds.FileLocal, Name(declaration));

        switch (declaration.Host.Kind)
        {
            case HostKind.Static:
                yield return Finding.OnClass(RuleIds.NotInstantiable, Name(declaration), "static");
                break;
            case HostKind.Abstract:
                yield return Finding.OnClass(RuleIds.NotInstantiable, Name(declaration), "abstract");
                break;
            case HostKind.Record:
                yield return Finding.OnClass(RuleIds.NotAPlainClass, Name(declaration), "is a record");
                break;
            case HostKind.PrimaryConstructor:
                yield return Finding.OnClass(RuleIds.NotAPlainClass, Name(declaration), "has a primary constructor");
                break;
        }
    }

    private static string Name(RnnDeclaration declaration) => declaration.Draft.Host.Name;
}
