using System.Linq;
using Unrolled.Generator.Cells;
using Unrolled.Generator.Equations;
using Unrolled.Generator.Tests.Proofs;
using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>What cells can say through a scope.</summary>
public sealed class CellScopeTests
{
    /// <summary>The minimal gated unit (Zhou et al. 2016), the example of the generator's README, resets h before the recurrent product.</summary>
    [Fact]
    public void Recurrent_weights_can_multiply_a_vector_of_the_step()
    {
        var spec = Specs.Of(2, 3, 1, (Cell.Elman, Activation.Tanh), (0, Activation.Identity, Loss.MeanSquaredError), Returns.Last, bias: true, Unroll.Auto);
        var scope = new CellScope(spec, "fn");
        Value f = scope.Let("f", scope.Open(scope.Gate("f")));
        Value n = scope.Let("n", scope.Candidate(scope.Gate("n", scope.Let("fh", f * scope.H))));
        scope.Next("h", ((1f - f) * scope.H) + (f * n));

        StepGraph step = scope.Close();

        Assert.Equal(
            [
                "zf = W_f x + U_f h + b_ih_f + b_hh_f",
                "f = sigmoid(zf)",
                "fh = f * h",
                "zn = W_n x + U_n fh + b_ih_n + b_hh_n",
                "n = tanh(zn)",
                "h' = (1 - f) * h + f * n",
            ],
            GraphText.Lines([step.Output], step.States));
        Assert.Equal(["f", "n"], step.Graph.Values.Where(v => v.Block is { Parameter: "weight_hh_l0" }).Select(v => v.Name[^1..]));
    }
}
