// A program whose own names are those that generated code uses. Its namespace has namespaces called System and Unrolled inside.
namespace Hostile
{
    namespace System
    {
        internal static class ReadOnlySpan;

        internal static class CodeDom;
    }

    namespace Unrolled
    {
        internal static class Numerics;

        internal static class IRnnModel;
    }

    internal static class Vector128;

    internal static class Vector256;

    internal static class Vector;

    internal static class Fma;

    internal static class Unsafe;

    internal static class Math;

    internal static class MemoryMarshal;

    internal static class Softmax;

    internal static class Losses;

    internal static class Workspace;

    internal static class Lanes;

    internal static class Activations;

    internal static class PackedBlock;

    internal static class MethodImplAttribute;

    internal static class MethodImplOptions;

    internal static class SpanChecks;

    internal static class ParameterList;

    internal static class ParameterLayout;

    internal static class ParameterInfo;

    internal static class ParameterRole;

    internal static class ModelShape;

    internal static class IRnnModel;

    internal static class Span;

    internal static class ReadOnlySpan;

    internal static class ArgumentNullException;

    internal static class ArgumentOutOfRangeException;

    internal static class InlineArrayAttribute;

    internal static class UnscopedRefAttribute;

    internal static class Memory;

    internal static class Generated;

    [global::Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = global::Unrolled.Cell.Lstm, Output = 1)]
    internal sealed partial class Forecaster;

    namespace Unrolled.Deeper
    {
        [global::Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = global::Unrolled.Cell.Lstm, Output = 1)]
        internal sealed partial class Forecaster;
    }

    namespace System.Deeper
    {
        [global::Unrolled.Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = global::Unrolled.Cell.Lstm, Output = 1)]
        internal sealed partial class Forecaster;
    }
}
