using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Allocations;

/// <summary>Even one step takes more than 16 KB of scratch memory: two states of more than 2,048 units.</summary>
[Rnn(Input = 1, Hidden = 2056, Steps = 1)]
internal sealed partial class VeryLargeLstm : ITestModel<VeryLargeLstm>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden(), (ref s) => s.Cell());
}
