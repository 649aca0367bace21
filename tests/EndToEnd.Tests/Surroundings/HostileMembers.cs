using Unrolled;

namespace HostileMembers;

/// <summary>A class whose own members have the names that generated code uses for other things.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class Forecaster
{
    public const int Vector128 = 128;

    public const int System = 1;

    public const int Unrolled = 2;

    public static string Fma => nameof(Fma);

    public static string Math => nameof(Math);

    public static string SpanChecks => nameof(SpanChecks);

    public int Vector256 { get; init; }

    public int Memory { get; init; }

    public static int Unsafe(int number) => number;

    public static int MemoryMarshal(int number) => number;

    internal sealed class Softmax;

    internal sealed class Losses;

    internal sealed class Workspace;

    internal sealed class ParameterList;

    internal sealed class IRnnModel;
}
