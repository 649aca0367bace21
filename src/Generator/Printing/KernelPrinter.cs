using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Unrolled.Generator.Lowering;

namespace Unrolled.Generator.Printing;

/// <summary>Prints kernels of one width as static classes: those of a model of one layer with the loops over a batch, those of a layer or a head of more without.</summary>
internal sealed class KernelPrinter(CSharpWriter writer, string name, int lanes)
{
    /// <summary>Where the kernels of all models live; users have no types here, so that no name of theirs gets in the way.</summary>
    public const string Namespace = "Unrolled.Generated";

    /// <summary>The name of the class that holds a model's kernels of one width, or with which the names of its layers' begin.</summary>
    public static string NameOf(RnnSpec spec, int lanes) => $"{spec.Host.Name.TrimStart('@')}Vector{Text(lanes * 32)}";

    /// <summary>Prints the kernels of a model of one layer.</summary>
    public void PrintModel(KernelProgram program)
    {
        Open("Kernels");
        Tables(program.Layout.PackedLength, program.ForwardWeights, program.BackwardWeights);
        new BatchPrinter(writer, program).Print();
        Methods(program.Methods);
        InputAdjoints(program);
        writer.Close();
    }

    /// <summary>Prints the kernels of one layer of several.</summary>
    public void PrintLayer(KernelProgram program)
    {
        RnnSpec spec = program.Layout.Spec;
        Open($"Kernels of a layer of {Text(spec.Input)} inputs and {Text(spec.Hidden)} units");
        Tables(program.Layout.PackedLength, program.ForwardWeights, program.BackwardWeights);
        Methods(program.Methods);
        InputAdjoints(program);
        writer.Close();
    }

    /// <summary>Prints the kernels of a head that stands apart.</summary>
    public void PrintHead(HeadProgram program)
    {
        Open($"Kernels of the head, {Text(program.InputSize)} to {Text(program.OutputSize)}");
        Tables(program.PackedLength, program.ForwardWeights, program.BackwardWeights);
        Unpack();
        Methods(program.Methods);
        writer.Close();
    }

    /// <summary>Prints what only models ask for that are composed of layers, or of which the gradients of the inputs are wanted.</summary>
    private void InputAdjoints(KernelProgram program)
    {
        writer.Line();
        PackTable("InputWeights", "The weights that the adjoints of the inputs read, transposed.", program.InputWeights);
        writer.Lines("""
            /// <summary>Makes the weights that the adjoints of the inputs read.</summary>
            public static void PackInputWeights(global::System.ReadOnlySpan<float> parameters, global::System.Span<float> packed)
            {
                packed.Clear();
                PackedBlock.Pack(InputWeights, parameters, packed);
            }
            """);
        Unpack();
        Methods(program.InputAdjointsRows is { } rows ? [program.InputAdjoints, rows] : [program.InputAdjoints]);
    }

    private void Open(string what)
    {
        string processors = lanes switch
        {
            Widths.Vector512 => "processors with AVX-512",
            Widths.Vector256 => "processors with AVX2 and FMA",
            _ => "every other processor: arm64, and x64 without AVX2 or FMA",
        };
        writer.Line($"/// <summary>{what} for {processors}.</summary>");
        writer.Open($"file static class {name}");
    }

    private void Tables(int packedLength, IReadOnlyList<PackRow> forward, IReadOnlyList<PackRow> backward)
    {
        writer.Line("/// <summary>Floats of the packed weights.</summary>");
        writer.Line($"public const int PackedLength = {Text(packedLength)};");
        writer.Line();
        PackTable("ForwardWeights", "The weights that forward reads, for each loop in the order of reading; packed gradients have the same layout.", forward);
        PackTable("BackwardWeights", "The weights that backward reads, transposed.", backward);
        Pack();
    }

    private void Methods(IEnumerable<LaneMethod> methods)
    {
        foreach (LaneMethod method in methods)
        {
            writer.Line();
            new LanePrinter(writer, lanes).Print(method);
        }
    }

    private void PackTable(string table, string summary, IReadOnlyList<PackRow> rows)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"private static readonly PackedBlock[] {table} =");
        writer.Line("[");
        writer.Line("    // parameter, unit stride, element stride, units, elements, packed, tile units, tile stride, row stride");
        foreach (PackRow row in rows)
        {
            int[] numbers =
                [row.Parameter, row.UnitStride, row.ElementStride, row.Units, row.Elements, row.Packed, row.TileUnits, row.TileStride, row.RowStride];
            string half = row.IsHalved ? ", isHalved: true" : "";
            writer.Line($"    new({string.Join(", ", numbers.Select(Text))}{half}), // {row.Name}");
        }

        writer.Line("];");
        writer.Line();
    }

    private void Pack() => writer.Lines("""
        /// <summary>Makes the kernels' weights from the parameters.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void Pack(global::System.ReadOnlySpan<float> parameters, global::System.Span<float> packed)
        {
            packed.Clear();
            PackedBlock.Pack(ForwardWeights, parameters, packed);
            PackedBlock.Pack(BackwardWeights, parameters, packed);
        }
        """);

    private void Unpack()
    {
        writer.Line();
        writer.Lines("""
            /// <summary>Adds packed gradients to those of the parameters.</summary>
            public static void Unpack(global::System.ReadOnlySpan<float> packedGradients, global::System.Span<float> gradients) =>
                PackedBlock.Unpack(ForwardWeights, packedGradients, gradients);
            """);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
