namespace Unrolled.Generator;

/// <summary>The class that carries the attribute, as text: enough to open its partial declaration again.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Containing">
/// The types around it from the outside in, each as the head of a partial declaration ("partial class Outer", "partial record struct R").
/// </param>
/// <param name="Name">Its name, without containing types; escaped with @ where it is a keyword.</param>
/// <param name="FileName">
/// A file name that is unique in the compilation and depends on nothing but the type's full name ("MyApp.Outer.Forecaster-1b2c3d4e",
/// see <see cref="FileNames"/>).
/// </param>
internal sealed record HostType(string Namespace, EquatableArray<string> Containing, string Name, string FileName);
