using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>How far each kernel is unrolled; never Auto.</summary>
/// <param name="Predict">A whole sequence in inference.</param>
/// <param name="Step">One step of a stream.</param>
/// <param name="Forward">A whole sequence in training.</param>
/// <param name="Backward">Backpropagation through time.</param>
/// <param name="Rows">All of these for several sequences side by side; null where sequences go one by one.</param>
/// <param name="ProjectsInputs">Whether the inputs of a single sequence may be multiplied ahead of the recurrence, where that pays.</param>
internal sealed record Schedule(Unroll Predict, Unroll Step, Unroll Forward, Unroll Backward, Unroll? Rows, bool ProjectsInputs = false)
{
    /// <summary>How far the kernels of a sequence are unrolled at least.</summary>
    public Unroll Least => new[] { Predict, Forward, Backward }.OrderByDescending(u => u switch { Unroll.None => 2, Unroll.Steps => 1, _ => 0 }).First();
}
