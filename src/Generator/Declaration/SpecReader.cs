using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unrolled.Generator;

/// <summary>Reads a declaration off its symbol, and leaves the symbol behind. Judges nothing: <see cref="SpecRules"/> does.</summary>
internal static class SpecReader
{
    /// <summary>The attribute's full name, as metadata spells it.</summary>
    public const string AttributeName = "Unrolled.RnnAttribute";

    private const string RuntimeTypeName = "Unrolled.IRnnModel";

    /// <summary>
    /// The declaration of a class, or null where there is none to judge: no attribute, or several, which the C# compiler reports itself.
    /// </summary>
    public static RnnDeclaration? Read(INamedTypeSymbol host, Compilation compilation, CancellationToken cancel)
    {
        if (FindAttribute(host) is not { } attribute)
            return null;

        return new RnnDeclaration(
            ReadDraft(HostReader.ReadType(host), attribute.NamedArguments),
            attribute.NamedArguments.All(argument => argument.Value.Kind != TypedConstantKind.Error),
            new EquatableArray<string>(attribute.NamedArguments.Select(argument => argument.Key)),
            HostReader.ReadFacts(host, cancel),
            ReadBuild(compilation));
    }

    /// <summary>The attribute of a class, or null where it has none or several.</summary>
    public static AttributeData? FindAttribute(INamedTypeSymbol host)
    {
        AttributeData? found = null;
        foreach (AttributeData attribute in host.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: nameof(RnnAttribute) } type || type.ToDisplayString() != AttributeName)
                continue;
            if (found is not null)
                return null;
            found = attribute;
        }

        return found;
    }

    private static BuildFacts ReadBuild(Compilation compilation)
    {
        LanguageVersion version = ((CSharpCompilation)compilation).LanguageVersion;
        return new BuildFacts(
            version.ToDisplayString(), version >= LanguageVersion.CSharp12, !compilation.GetTypesByMetadataName(RuntimeTypeName).IsEmpty);
    }

    private static RnnSpec ReadDraft(HostType host, ImmutableArray<KeyValuePair<string, TypedConstant>> arguments)
    {
        var defaults = new RnnAttribute();
        return new RnnSpec
        {
            Host = host,
            Input = Read(nameof(RnnAttribute.Input), defaults.Input),
            Hidden = Read(nameof(RnnAttribute.Hidden), defaults.Hidden),
            Steps = Read(nameof(RnnAttribute.Steps), defaults.Steps),
            Cell = (Cell)Read(nameof(RnnAttribute.Cell), (int)defaults.Cell),
            Activation = (Activation)Read(nameof(RnnAttribute.Activation), (int)defaults.Activation),
            ActivationAlpha = Read(nameof(RnnAttribute.ActivationAlpha), defaults.ActivationAlpha),
            ActivationBeta = Read(nameof(RnnAttribute.ActivationBeta), defaults.ActivationBeta),
            GateActivation = (Activation)Read(nameof(RnnAttribute.GateActivation), (int)defaults.GateActivation),
            GateAlpha = Read(nameof(RnnAttribute.GateAlpha), defaults.GateAlpha),
            GateBeta = Read(nameof(RnnAttribute.GateBeta), defaults.GateBeta),
            StateActivation = (Activation)Read(nameof(RnnAttribute.StateActivation), (int)defaults.StateActivation),
            StateAlpha = Read(nameof(RnnAttribute.StateAlpha), defaults.StateAlpha),
            StateBeta = Read(nameof(RnnAttribute.StateBeta), defaults.StateBeta),
            Clip = Read(nameof(RnnAttribute.Clip), defaults.Clip),
            Peepholes = (Peepholes)Read(nameof(RnnAttribute.Peepholes), (int)defaults.Peepholes),
            CoupledGates = Read(nameof(RnnAttribute.CoupledGates), defaults.CoupledGates),
            Projection = Read(nameof(RnnAttribute.Projection), defaults.Projection),
            ResetAfter = Read(nameof(RnnAttribute.ResetAfter), defaults.ResetAfter),
            Layers = Read(nameof(RnnAttribute.Layers), defaults.Layers),
            HiddenSizes = ReadSizes(nameof(RnnAttribute.HiddenSizes)),
            Bidirectional = Read(nameof(RnnAttribute.Bidirectional), defaults.Bidirectional),
            Merge = (Merge)Read(nameof(RnnAttribute.Merge), (int)defaults.Merge),
            Reverse = Read(nameof(RnnAttribute.Reverse), defaults.Reverse),
            Residual = Read(nameof(RnnAttribute.Residual), defaults.Residual),
            Dropout = Read(nameof(RnnAttribute.Dropout), defaults.Dropout),
            LearnedInitialState = Read(nameof(RnnAttribute.LearnedInitialState), defaults.LearnedInitialState),
            RecurrentDropout = Read(nameof(RnnAttribute.RecurrentDropout), defaults.RecurrentDropout),
            VariableLength = Read(nameof(RnnAttribute.VariableLength), defaults.VariableLength),
            RepeatLastOutput = Read(nameof(RnnAttribute.RepeatLastOutput), defaults.RepeatLastOutput),
            Bias = Read(nameof(RnnAttribute.Bias), defaults.Bias),
            SingleBias = Read(nameof(RnnAttribute.SingleBias), defaults.SingleBias),
            Output = Read(nameof(RnnAttribute.Output), defaults.Output),
            OutputActivation = (Activation)Read(nameof(RnnAttribute.OutputActivation), (int)defaults.OutputActivation),
            OutputAlpha = Read(nameof(RnnAttribute.OutputAlpha), defaults.OutputAlpha),
            OutputBeta = Read(nameof(RnnAttribute.OutputBeta), defaults.OutputBeta),
            Returns = (Returns)Read(nameof(RnnAttribute.Returns), (int)defaults.Returns),
            Loss = (Loss)Read(nameof(RnnAttribute.Loss), (int)defaults.Loss),
            HuberDelta = Read(nameof(RnnAttribute.HuberDelta), defaults.HuberDelta),
            LabelSmoothing = Read(nameof(RnnAttribute.LabelSmoothing), defaults.LabelSmoothing),
            ClassWeights = new EquatableArray<float>(ReadFloats(nameof(RnnAttribute.ClassWeights))),
            Unroll = (Unroll)Read(nameof(RnnAttribute.Unroll), (int)defaults.Unroll),
            Vectors = (Vectors)Read(nameof(RnnAttribute.Vectors), (int)defaults.Vectors),
        };

        // An enumeration's constant arrives as the integer beneath it.
        T Read<T>(string name, T otherwise)
        {
            foreach (KeyValuePair<string, TypedConstant> argument in arguments)
            {
                if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value)
                    return value;
            }

            return otherwise;
        }

        IEnumerable<float> ReadFloats(string name) =>
            from argument in arguments
            where argument.Key == name && argument.Value.Kind == TypedConstantKind.Array && !argument.Value.IsNull
            from element in argument.Value.Values
            where element.Value is float
            select (float)element.Value!;

        EquatableArray<int> ReadSizes(string name) => new(
            from argument in arguments
            where argument.Key == name && argument.Value.Kind == TypedConstantKind.Array && !argument.Value.IsNull
            from element in argument.Value.Values
            select element.Value is int size ? size : 0);
    }
}
