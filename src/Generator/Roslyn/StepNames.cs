namespace Unrolled.Generator;

/// <summary>Names of the pipeline's steps, by which tests ask what was computed anew.</summary>
internal static class StepNames
{
    /// <summary>The declarations as read, right or wrong.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The valid declarations.</summary>
    public const string Specs = nameof(Specs);

    /// <summary>The generated files.</summary>
    public const string Models = nameof(Models);
}
