using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Unrolled.Generator.Lowering;

/// <summary>The loops over sequences and steps in which gradients are summed up, with the pointers that run along.</summary>
/// <param name="Steps">Steps of each sequence; null for one sequence, whose steps are counted by a parameter.</param>
/// <param name="Pointers">Their names, where they begin, and the floats from a step and from a sequence to the next.</param>
internal sealed record RowLoop(int? Steps, IReadOnlyList<(string Name, string Source, int StepFloats, int SequenceFloats)> Pointers)
{
    /// <summary>The parameter that counts: sequences, or the steps of the one sequence where not all have as many.</summary>
    public string Count => Steps is null ? KernelMemory.Steps : "sequences";

    /// <summary>Loads the sums, adds to each over all rows, and stores them again.</summary>
    public IEnumerable<Statement> Accumulate(List<(Register Sum, Memory At)> sums, List<Statement> body, int lanes) =>
    [
        .. sums.Select(s => new Assign(s.Sum, new Load(s.At, lanes))),
        .. Over(body),
        .. sums.Select(s => new Store(s.At, lanes, s.Sum)),
    ];

    private IEnumerable<Statement> Over(IReadOnlyList<Statement> body)
    {
        foreach ((string name, string source, _, _) in Pointers)
        {
            yield return new Point(name, new Memory(source, 0));
        }

        if (Steps is not { } count)
        {
            yield return new Loop("t", KernelMemory.Steps, 1, [.. body, .. Pointers.Select(p => new Advance(p.Name, p.StepFloats))]);
            yield break;
        }

        IEnumerable<Statement> steps = count == 1
            ? body
            : [new Loop("t", count.ToString(CultureInfo.InvariantCulture), 1, [.. body, .. Pointers.Select(p => new Advance(p.Name, p.StepFloats))])];
        IEnumerable<Statement> next = Pointers
            .Select(p => new Advance(p.Name, p.SequenceFloats - (count == 1 ? 0 : count * p.StepFloats)))
            .Where(a => a.Floats != 0);
        yield return new Loop("sequence", Count, 1, [.. steps, .. next]);
    }
}
