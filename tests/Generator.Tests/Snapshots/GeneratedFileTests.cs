using Xunit;

namespace Unrolled.Generator.Tests;

/// <summary>Whole generated files, small enough to be read: what a user finds when looking into a model. README.md says how to accept a change.</summary>
public sealed class GeneratedFileTests
{
    [Fact]
    public void Elman() => Verify(new RnnSpec
    {
        Host = Host("Elman"),
        Input = 1,
        Hidden = 2,
        Steps = 2,
        Cell = Cell.Elman,
        Output = 1,
    });

    [Fact]
    public void Gru() => Verify(new RnnSpec
    {
        Host = Host("Gru"),
        Input = 1,
        Hidden = 2,
        Steps = 2,
        Cell = Cell.Gru,
        Returns = Returns.Sequence,
        Unroll = Unroll.Steps,
    });

    [Fact]
    public void Lstm() => Verify(new RnnSpec
    {
        Host = Host("Lstm"),
        Input = 2,
        Hidden = 5,
        Steps = 3,
        Output = 3,
        OutputActivation = Activation.Softmax,
        Loss = Loss.CrossEntropy,
        Unroll = Unroll.None,
    });

    private static HostType Host(string name) => new("Models", default, name, "Models." + name);

    private static void Verify(RnnSpec spec) => Snapshot.Verify(Compiler.Compile(spec).Source, $"{nameof(GeneratedFileTests)}.{spec.Host.Name}");
}
