using System;
using System.Collections.Generic;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>Collects straight-line code into methods that stay within a budget; a method is cut between pieces.</summary>
internal sealed class MethodAssembler(string name, IReadOnlyList<string> summary, IReadOnlyList<string> pointers, int budget)
{
    private readonly List<List<Statement>> _parts = [[]];
    private int _cost;
    private int _largest;

    /// <summary>
    /// Appends pieces; before one is computed that may not fit, the method is cut and <paramref name="onCut"/> called. What the next one costs is not
    /// known by then; tiles of different widths take turns, so it is taken to be as large as the largest before it.
    /// </summary>
    public void Append(IEnumerable<IReadOnlyList<Statement>> pieces, Action onCut)
    {
        foreach (IReadOnlyList<Statement> piece in pieces)
        {
            Add(piece);
            _largest = Math.Max(_largest, CodeBudget.Instructions(piece));
            if (_cost + _largest > budget)
            {
                _parts.Add([]);
                _cost = 0;
                onCut();
            }
        }
    }

    /// <summary>Appends statements to the current method.</summary>
    public void Add(IReadOnlyList<Statement> statements)
    {
        _parts[_parts.Count - 1].AddRange(statements);
        _cost += CodeBudget.Instructions(statements);
    }

    /// <summary>The finished method, and before it the parts that it calls where it was cut.</summary>
    public IReadOnlyList<LaneMethod> Close()
    {
        List<List<Statement>> parts = _parts.Where(p => p.Count > 0).ToList();
        if (parts.Count == 1)
        {
            return [new LaneMethod(name, summary, pointers, null, parts[0])];
        }

        List<LaneMethod> methods = parts
            .Select((body, index) => new LaneMethod($"{name}Part{index + 1}", [$"Part {index + 1} of {parts.Count} of {name}."], pointers, null, body))
            .ToList();
        methods.Add(new LaneMethod(name, summary, pointers, null, methods.Select(m => (Statement)new Invoke(m)).ToList()));
        return methods;
    }
}
