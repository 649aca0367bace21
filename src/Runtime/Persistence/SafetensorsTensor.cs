namespace Unrolled;

/// <summary>One tensor as a .safetensors header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">The format's name of the element type, such as "F32".</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record SafetensorsTensor(string Name, string ElementType, long[] Shape, long Begin, long End)
{
    /// <summary>Name and shape, as errors print them.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
