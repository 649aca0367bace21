using System.ComponentModel;

namespace Unrolled;

/// <summary>Where training kernels read the mask of a sequence's recurrent products: in its first record.</summary>
/// <param name="Offset">Floats of the record before it.</param>
/// <param name="Units">Elements.</param>
/// <param name="PaddedUnits">Floats up to whole vectors; those behind the elements must be zero.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MaskShape(int Offset, int Units, int PaddedUnits);
