using System.Collections.Generic;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>
/// A part of a step between two cuts at matrix products: all products of one length whose vectors are known, and the elementwise
/// equations that follow from them. A tile of a pass holds the accumulators of all its products for the same units.
/// </summary>
/// <param name="Length">Units: the length of every value.</param>
/// <param name="Products">The sums of products, accumulated together.</param>
/// <param name="Elementwise">What is computed from them lane by lane, in order.</param>
internal sealed record Pass(int Length, IReadOnlyList<Value> Products, IReadOnlyList<Value> Elementwise);
