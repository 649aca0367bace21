using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests;

namespace Unrolled.Conformance.Tests.Models;

/// <summary>Models of declarations that are written down as text, compiled all together in memory by the generator and the C# compiler.</summary>
internal sealed class DeclaredModels
{
    private readonly Dictionary<string, int> _places;
    private readonly Assembly _assembly;

    /// <summary>Compiles the declarations, each once.</summary>
    /// <param name="declarations">The arguments of the attribute, such as "Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Gru".</param>
    public DeclaredModels(IEnumerable<string> declarations)
    {
        _places = declarations.Distinct().Select((declaration, place) => (declaration, place)).ToDictionary(pair => pair.declaration, pair => pair.place);
        CSharpCompilation program = InMemoryCompilation.Program([.. _places.Select(pair => Source(pair.Key, pair.Value))])
            .AddReferences(MetadataReference.CreateFromFile(typeof(IStepper).Assembly.Location));
        _assembly = InMemoryCompilation.Of(program).Load();
    }

    /// <summary>A new model of a declaration.</summary>
    public IRnnModel Create(string declaration) => (IRnnModel)Activator.CreateInstance(_assembly.GetType("Declared.M" + _places[declaration])!, 0ul)!;

    /// <summary>Zero states of a batch for a model.</summary>
    public static States CreateStates(IRnnModel model, int batch) => (States)Activator.CreateInstance(model.GetType().GetNestedType("States")!, batch)!;

    /// <summary>A stream through a model of a declaration, from the zero state.</summary>
    public IStepper OpenStream(string declaration, IRnnModel model) =>
        (IStepper)Activator.CreateInstance(_assembly.GetType("Declared.Stream" + _places[declaration])!, model)!;

    private static string Source(string declaration, int place) => $$"""
        using System;
        using Unrolled;

        namespace Declared;

        [Rnn({{declaration}})]
        public sealed partial class M{{place}};
        {{(IsStream(declaration) ? Stream(declaration, place) : "")}}
        """;

    /// <summary>Models that need the end of a sequence have no <c>Step</c>.</summary>
    private static bool IsStream(string declaration) =>
        !declaration.Contains("Bidirectional", StringComparison.Ordinal) && !declaration.Contains("Reverse", StringComparison.Ordinal);

    private static string Stream(string declaration, int place) => $$"""

        public sealed class Stream{{place}}(M{{place}} model) : Unrolled.Conformance.Tests.Models.IStepper
        {
            private M{{place}}.State _state;

            public Span<float> Hidden(int layer) => _state.Hidden(layer);

            public Span<float> Cell(int layer) => {{(declaration.Contains("Cell.Lstm", StringComparison.Ordinal) ? "_state.Cell(layer)" : "default")}};

            public void Step(ReadOnlySpan<float> input, Span<float> output) => model.Step(input, ref _state, output);
        }
        """;
}
