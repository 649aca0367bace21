using Unrolled.EndToEnd.Tests.Models;

namespace Unrolled.EndToEnd.Tests.Examples;

/// <summary>Elman's network (1990) with two inputs, two hidden units and one output, tanh everywhere, over three steps.</summary>
[Rnn(Input = 2, Hidden = 2, Steps = 3, Cell = Cell.Elman, Output = 1, OutputActivation = Activation.Tanh, Returns = Returns.Sequence)]
internal sealed partial class Elman : ITestModel<Elman>
{
    public Stream OpenStream() => new StreamOf<State>(Step, (ref s) => s.Hidden());
}
