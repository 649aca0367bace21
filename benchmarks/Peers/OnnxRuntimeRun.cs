using System.Runtime.InteropServices;
using Unrolled.Benchmarks.Measurement;
using Unrolled.Benchmarks.Problems;

namespace Unrolled.Benchmarks.Peers;

/// <summary>
/// A problem as a session of ONNX Runtime over memory of our own: a call allocates nothing here and copies nothing, but for a stream's
/// input. A stream's state goes from one pair of buffers to the other and back, call by call.
/// </summary>
internal sealed unsafe class OnnxRuntimeRun : IRun
{
    private readonly OnnxRuntimeApi _api;
    private readonly nint _session;
    private readonly nint _memoryInfo;
    private readonly bool _stream;
    private readonly float[] _inputs;
    private readonly int _width;
    private readonly Dictionary<string, NativeArray> _buffers = [];
    private readonly List<nint> _tensors = [];
    private readonly List<nint> _names = [];
    private readonly nint[] _inputNames;
    private readonly nint[] _outputNames;
    private readonly nint[][] _inputTensors;
    private readonly nint[][] _outputTensors;
    private readonly NativeArray _input;
    private readonly NativeArray _output;
    private int _turn;

    /// <summary>Makes a session of a problem.</summary>
    public OnnxRuntimeRun(OnnxRuntimeApi api, nint environment, Problem problem)
    {
        _api = api;
        Case @case = problem.Case;
        _stream = @case.Kind == Kind.Stream;
        _inputs = problem.TimeMajorInputs();
        _width = @case.Workload.Input;
        _session = api.CreateSession(environment, OnnxModel.Of(problem));
        _memoryInfo = api.CreateMemoryInfo();
        (string[] inputs, string[] outputs) = OnnxModel.Names(@case);
        _inputNames = [.. inputs.Select(Name)];
        _outputNames = [.. outputs.Select(Name)];
        _inputTensors = [.. Enumerable.Range(0, 2).Select(turn => inputs.Select(name => Tensor(@case, name, turn)).ToArray())];
        _outputTensors = [.. Enumerable.Range(0, 2).Select(turn => outputs.Select(name => Tensor(@case, name, turn)).ToArray())];
        (_input, _output) = (_buffers["X"], _buffers["Y"]);
        if (!_stream)
            _inputs.CopyTo(_input.Span);
    }

    /// <inheritdoc/>
    public float[] Compute()
    {
        if (!_stream)
        {
            Call();
            return _output.Span.ToArray();
        }

        foreach ((_, NativeArray state) in _buffers.Where(buffer => buffer.Key is not ("X" or "Y")))
            state.Span.Clear();
        return [.. Enumerable.Range(0, Workloads.StreamInputs).Select(Step)];
    }

    /// <inheritdoc/>
    public double Repeat(int calls)
    {
        double start = ProcessClock.Now();
        if (_stream)
        {
            int position = 0;
            for (int call = 0; call < calls; call++)
            {
                Step(position);
                position = position + 1 == Workloads.StreamInputs ? 0 : position + 1;
            }
        }
        else
        {
            for (int call = 0; call < calls; call++)
                Call();
        }

        return ProcessClock.Now() - start;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint tensor in _tensors)
            _api.ReleaseTensor(tensor);
        _api.ReleaseMemoryInfo(_memoryInfo);
        _api.ReleaseSession(_session);
        foreach (nint name in _names)
            Marshal.FreeCoTaskMem(name);
        foreach (NativeArray buffer in _buffers.Values)
            buffer.Dispose();
    }

    private float Step(int position)
    {
        _inputs.AsSpan(position * _width, _width).CopyTo(_input.Span);
        Call();
        return *_output.Address;
    }

    private void Call()
    {
        fixed (nint* inputNames = _inputNames, outputNames = _outputNames)
        {
            fixed (nint* inputs = _inputTensors[_turn], outputs = _outputTensors[_turn])
                _api.Check(_api.Run(_session, 0, inputNames, inputs, _inputNames.Length, outputNames, _outputNames.Length, outputs));
        }

        _turn = 1 - _turn;
    }

    private nint Name(string name)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(name);
        _names.Add(text);
        return text;
    }

    // h of one turn and next_h of the other are one buffer, and so are c and next_c.
    private nint Tensor(Case @case, string name, int turn)
    {
        long[] shape = OnnxModel.Shape(@case, name);
        string buffer = name switch
        {
            "X" or "Y" => name,
            "h" or "c" => name + turn,
            _ => name[^1..] + (1 - turn),
        };
        if (!_buffers.TryGetValue(buffer, out NativeArray? data))
            _buffers.Add(buffer, data = new NativeArray((int)shape.Aggregate((product, dimension) => product * dimension)));
        nint tensor = _api.CreateTensor(_memoryInfo, data, shape);
        _tensors.Add(tensor);
        return tensor;
    }
}
