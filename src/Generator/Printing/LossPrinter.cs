using System.Globalization;
using System.Linq;

namespace Unrolled.Generator.Printing;

/// <summary>Prints the declared loss with its options, once for the kernels of all widths.</summary>
internal static class LossPrinter
{
    /// <summary>The name of the type that holds a declaration's loss.</summary>
    public static string NameOf(RnnSpec spec) => spec.Host.Name.TrimStart('@') + "Loss";

    /// <summary>Prints the type.</summary>
    public static void Print(CSharpWriter writer, RnnSpec spec)
    {
        const string Floats = "global::System.ReadOnlySpan<float>";
        writer.Line($"/// <summary>{Describe(spec)}</summary>");
        writer.Open($"file readonly struct {NameOf(spec)} : global::Unrolled.ILossFunction");
        writer.Line($"public static int Width => {Text(spec.OutputSize)};");
        writer.Line();
        if (spec.ClassWeights.Count > 0)
        {
            writer.Line($"private static {Floats} ClassWeights => [{string.Join(", ", spec.ClassWeights.Select(Text))}];");
            writer.Line();
        }

        writer.Line($"public static double Sum({Floats} outputs, {Floats} targets, global::System.Span<float> adjoint, float scale) =>");
        writer.Line($"    Losses.{spec.Loss}(outputs, targets, adjoint, {Arguments(spec)}scale);");
        writer.Line();
        writer.Line($"public static double Terms({Floats} targets) => {Terms(spec)};");
        writer.Close();
    }

    /// <summary>The loss and its options in words.</summary>
    public static string Describe(RnnSpec spec)
    {
        string delta = spec.Loss == Loss.Huber ? $", linear from {Number(spec.HuberDelta)} on" : "";
        string smoothing = spec.LabelSmoothing > 0 ? $", labels smoothed by {Number(spec.LabelSmoothing)}" : "";
        string weights = spec.ClassWeights.Count > 0 ? ", weighted by class" : "";
        return $"{spec.Loss}{delta}{smoothing}{weights}.";
    }

    private static string Arguments(RnnSpec spec)
    {
        string weights = spec.ClassWeights.Count > 0 ? "ClassWeights" : "default";
        return spec.Loss switch
        {
            Loss.Huber => $"{Text(spec.HuberDelta)}, ",
            Loss.CrossEntropy when spec.HasClassOptions => $"Width, new({Text(spec.LabelSmoothing)}, {weights}), ",
            Loss.CrossEntropy => "Width, ",
            _ => "",
        };
    }

    private static string Terms(RnnSpec spec) => spec.Loss != Loss.CrossEntropy ? "targets.Length"
        : spec.ClassWeights.Count > 0 ? "Losses.WeightOfClasses(targets, ClassWeights)"
        : "targets.Length / Width";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(float number) => Number(number) + "f";

    private static string Number(float number) => number.ToString("R", CultureInfo.InvariantCulture);
}
