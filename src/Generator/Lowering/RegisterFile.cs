using System.Collections.Generic;
using System.Linq;
using Unrolled.Generator.Equations;

namespace Unrolled.Generator.Lowering;

/// <summary>One vector of a value, of one row (sequence) of the batch.</summary>
/// <param name="Value">The value.</param>
/// <param name="Vector">Which vector of its units.</param>
/// <param name="Row">Which sequence.</param>
/// <param name="Part">0 for the value; other numbers for what is held beside it on the way there, such as a further partial sum.</param>
internal readonly record struct Lane(Value Value, int Vector, int Row, int Part = 0);

/// <summary>
/// Gives registers their names. A name is the value's own name and is taken again as soon as nobody needs what it held:
/// the generated code then updates "c" in place, and the JIT sees few variables.
/// </summary>
internal sealed class RegisterFile
{
    private readonly Dictionary<Lane, (Register Register, int Uses)> _held = [];
    private readonly Dictionary<string, Lane> _owners = [];
    private readonly HashSet<Lane> _multiplied = [];

    /// <summary>The register that holds a lane, or null. Every call counts as one of the lane's uses.</summary>
    public Register? Use(Lane lane)
    {
        if (!_held.TryGetValue(lane, out (Register Register, int Uses) held))
        {
            return null;
        }

        _held[lane] = (held.Register, held.Uses - 1);
        return held.Register;
    }

    /// <summary>Keeps what is held of a lane beyond its uses, for products that multiply it.</summary>
    public void Keep(Lane lane)
    {
        if (_held.ContainsKey(lane))
        {
            _multiplied.Add(lane);
        }
    }

    /// <summary>The register that is kept for products, or null.</summary>
    public Register? Kept(Lane lane) => _multiplied.Contains(lane) ? _held[lane].Register : null;

    /// <summary>Keeps a value no longer.</summary>
    public void Release(Value value) => _multiplied.RemoveWhere(lane => ReferenceEquals(lane.Value, value));

    /// <summary>The register that holds a lane; the call is none of its uses.</summary>
    public Register Peek(Lane lane) => _held[lane].Register;

    /// <summary>Gives a lane the first free of the names, or the last with a number.</summary>
    public Register Hold(Lane lane, IReadOnlyList<string> names, string suffix, int uses)
    {
        IEnumerable<string> numbered = Enumerable.Range(2, int.MaxValue - 2).Select(n => names[names.Count - 1] + "_" + n);
        string name = names.Concat(numbered).Select(n => n + suffix).First(IsFree);
        var register = new Register(name);
        _owners[name] = lane;
        _held[lane] = (register, uses);
        return register;
    }

    /// <summary>Hands a register on: what held the next state holds the previous state of the step that follows.</summary>
    public void Rename(Lane from, Lane to, int uses)
    {
        if (_held.TryGetValue(from, out (Register Register, int Uses) held))
        {
            _held.Remove(from);
            _held[to] = (held.Register, uses);
            _owners[held.Register.Name] = to;
        }
    }

    /// <summary>Forgets everything but the lanes of <paramref name="kept"/>.</summary>
    public void Forget(ICollection<Value> kept)
    {
        foreach (Lane lane in _held.Keys.Where(l => !kept.Contains(l.Value)).ToList())
        {
            _owners.Remove(_held[lane].Register.Name);
            _held.Remove(lane);
            _multiplied.Remove(lane);
        }
    }

    private bool IsFree(string name) =>
        !_owners.TryGetValue(name, out Lane owner)
        || !_held.TryGetValue(owner, out (Register Register, int Uses) held)
        || held.Register.Name != name
        || (held.Uses <= 0 && !_multiplied.Contains(owner));
}
