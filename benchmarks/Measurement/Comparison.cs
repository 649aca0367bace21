using Unrolled.Benchmarks.Peers;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Measurement;

/// <summary>
/// The method, all of it. A case is measured in rounds; in each round every peer runs one slice of about three milliseconds, in an order
/// drawn anew, so that a slow second of the machine, a change of its clock or the heat of the neighbour's wide vectors meets all alike.
/// </summary>
internal sealed class Comparison(IReadOnlyList<IPeer> peers, IReadOnlyList<FmaPeak> peaks, int rounds)
{
    /// <summary>Distance from the double-precision values beyond which a peer is computing something else.</summary>
    public const double Tolerance = 1e-5;

    private const double SliceSeconds = 3e-3;

    private readonly Random _order = new(1);

    /// <summary>Loads a case into all peers that can compute it, checks what they compute, and measures them side by side.</summary>
    /// <exception cref="InvalidDataException">A peer's values are wrong; its time would mean nothing.</exception>
    public IReadOnlyList<Timing> Measure(Case @case)
    {
        var problem = new Problem(@case);
        List<Entrant> entrants = [];
        try
        {
            foreach (IPeer peer in peers)
            {
                if (peer.Load(problem) is { } run)
                    entrants.Add(new Entrant(peer, run));
            }

            foreach (Entrant entrant in entrants)
                entrant.MaxError = Check(entrant, problem);
            foreach (Entrant entrant in entrants)
                entrant.Calls = Calibrate(entrant.Run);
            for (int round = 0; round < rounds; round++)
                Round(entrants);
            return [.. entrants.Select(entrant => new Timing(@case, entrant.Peer, entrant.Sample, entrant.MaxError))];
        }
        finally
        {
            foreach (Entrant entrant in entrants)
                entrant.Run.Dispose();
        }
    }

    private static double Check(Entrant entrant, Problem problem)
    {
        double error = problem.MaxError(entrant.Run.Compute());
        return error <= Tolerance
            ? error
            : throw new InvalidDataException(
                $"{entrant.Peer.Name} is {error:0.0E-0} from the values of {problem.Case.CellName} {problem.Case.Name}; {Tolerance:E0} is allowed.");
    }

    // Calls for one slice. Doubling also warms the peer up: compilers that compile again in the background have had hundreds of calls,
    // or tens of milliseconds, before the first slice that counts.
    private static int Calibrate(IRun run)
    {
        const double WarmUpSeconds = 50e-3;
        int calls = 1;
        double spent = 0;
        while (true)
        {
            double seconds = run.Repeat(calls);
            spent += seconds;
            if (spent >= WarmUpSeconds && seconds >= SliceSeconds / 4)
                return Math.Max(1, (int)(calls * SliceSeconds / seconds));
            if (seconds < SliceSeconds)
                calls *= 2;
        }
    }

    private void Round(List<Entrant> entrants)
    {
        Entrant[] order = [.. entrants];
        _order.Shuffle(order);
        foreach (Entrant entrant in order)
        {
            // Not counted: brings back into the caches what the others have driven out, for a server's next call would find it there.
            entrant.Run.Repeat(1);
            entrant.Sample.Add(entrant.Run.Repeat(entrant.Calls) / entrant.Calls);
        }

        foreach (FmaPeak peak in peaks)
            peak.Measure();
    }

    private sealed class Entrant(IPeer peer, IRun run)
    {
        public IPeer Peer { get; } = peer;

        public IRun Run { get; } = run;

        public Sample Sample { get; } = new();

        public int Calls { get; set; } = 1;

        public double MaxError { get; set; }
    }
}
