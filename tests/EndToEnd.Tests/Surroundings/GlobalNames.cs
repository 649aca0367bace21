// Types without a namespace are seen from everywhere: names that generated code uses for other things.
internal static class Vector128;

internal static class Vector256;

internal static class Fma;

internal static class Lanes;

internal static class Activations;

internal static class PackedBlock;

internal static class MethodImplAttribute;
