using System;
using System.ComponentModel;

namespace Unrolled;

/// <summary>Rewrites parameters from the canonical layout into the one a model's kernels read.</summary>
/// <param name="parameters">The canonical, flat parameters.</param>
/// <param name="packed">The kernels' weights, zero before the first call, so that padding never written stays zero.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void PackWeights(ReadOnlySpan<float> parameters, Span<float> packed);
