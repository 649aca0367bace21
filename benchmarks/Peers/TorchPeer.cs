using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>
/// PyTorch in eager mode, in one child process that lives as long as the comparison, waits on its standard input between slices, and
/// measures its own slices: what travels between the processes is not counted.
/// </summary>
internal sealed class TorchPeer : IPeer
{
    private readonly Process _process;

    /// <summary>Starts the child.</summary>
    /// <param name="python">Interpreters to try, the first that has torch being taken.</param>
    /// <exception cref="PeerAbsentException">None has torch.</exception>
    public TorchPeer(IReadOnlyList<string> python)
    {
        string interpreter = python.FirstOrDefault(HasTorch)
            ?? throw new PeerAbsentException($"no torch in {string.Join(" or ", python)}");
        string script = Path.Combine(AppContext.BaseDirectory, "Peers", "torch_peer.py");
        var start = new ProcessStartInfo(interpreter, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["MKL_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        Version = Answer()["version"]!.GetValue<string>();
    }

    /// <inheritdoc/>
    public string Name => "pytorch";

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public int VectorBits => 0;

    /// <inheritdoc/>
    public IRun? Load(Problem problem)
    {
        Ask(new JsonObject
        {
            ["do"] = "load",
            ["kind"] = problem.Case.KindName,
            ["cell"] = problem.Case.CellName,
            ["steps"] = problem.Case.Workload.Steps,
            ["batch"] = problem.Case.Batch,
            ["input"] = problem.Case.Workload.Input,
            ["hidden"] = problem.Case.Workload.Hidden,
            ["parameters"] = Encode(problem.Parameters),
            ["inputs"] = Encode(problem.TimeMajorInputs()),
            ["targets"] = Encode(problem.Targets),
            ["checked_rate"] = Problem.CheckedLearningRate,
            ["measured_rate"] = Problem.MeasuredLearningRate,
        });
        return new TorchRun(this);
    }

    /// <summary>Sends one line and reads one.</summary>
    public JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        return Answer();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close(); // at its end the child ends, too
        }
        catch (IOException)
        {
            // It ended by itself; whoever asked it for something has been told.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool HasTorch(string interpreter)
    {
        try
        {
            Tool.Run(interpreter, "-c", "import torch");
            return true;
        }
        catch (PeerAbsentException)
        {
            return false;
        }
    }

    private static string Encode(float[] values) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(values));

    private JsonNode Answer() =>
        JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw Ended())!;

    private InvalidOperationException Ended()
    {
        _process.WaitForExit();
        return new InvalidOperationException($"PyTorch's process has ended with exit code {_process.ExitCode}.");
    }
}
