using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>
/// Changes parameters by their gradients. An optimizer of one's own derives from this class and writes its rule once, over vectors, in
/// <see cref="Update"/>; the base keeps its state, and hands it the odd elements at the end as one more vector. Rules are elementwise, so the result does not
/// depend on the vectors' width. One optimizer serves one model, for its state belongs to that model's parameters.
/// </summary>
public abstract class Optimizer
{
    private Vector<float>[][]? _state;
    private float _learningRate;
    private int _length;

    /// <summary>Starts with a learning rate.</summary>
    protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>The step size; may be set between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, infinite or NaN.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = (float)NonNegative(value);
    }

    /// <summary>Steps taken since the start or the last <see cref="Reset"/>.</summary>
    public int StepCount { get; private set; }

    /// <summary>Numbers of state the rule keeps for each parameter; read at the first step.</summary>
    protected abstract int StateCount { get; }

    /// <summary>Changes a model's parameters. The first step allocates the state, later ones nothing.</summary>
    /// <exception cref="ArgumentException">The gradients, or the state of earlier steps, are another model's; nothing has been changed.</exception>
    public void Step(IRnnModel model, Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(gradients);
        ParameterList parameters = model.Parameters;
        SpanChecks.SameLayout(gradients.Layout, parameters.Layout, nameof(gradients));
        Step(parameters.Writable, gradients.Values);
        parameters.OnChanged();
    }

    /// <summary>Changes parameters that lie in a span of the caller's.</summary>
    /// <param name="parameters">As many floats at every step.</param>
    /// <param name="gradients">One for each parameter; not to overlap with them.</param>
    /// <exception cref="ArgumentException">The lengths differ from each other or from earlier steps; nothing has been changed.</exception>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        SpanChecks.Length(gradients.Length, parameters.Length, nameof(gradients), "[parameters]");
        if (_state is null)
            Allocate(parameters.Length);
        SpanChecks.Length(parameters.Length, _length, nameof(parameters), "that of this optimizer's earlier steps");

        StepCount++;
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Update(vectors, MemoryMarshal.Cast<float, Vector<float>>(gradients), 0);
        int done = vectors.Length * Vector<float>.Count;
        if (done < parameters.Length)
            UpdateRest(parameters[done..], gradients[done..], vectors.Length);
    }

    /// <summary>Forgets all steps taken: the state is zero again, and the next parameters may be another model's.</summary>
    public void Reset()
    {
        _state = null;
        StepCount = 0;
    }

    /// <summary>Applies the rule; <see cref="StepCount"/> counts the step that is being taken.</summary>
    /// <param name="parameters">The parameters, to be changed.</param>
    /// <param name="gradients">Their gradients, as many vectors.</param>
    /// <param name="first">The position of the first vector in the state: element k belongs to <c>State(n)[first + k]</c>.</param>
    protected abstract void Update(Span<Vector<float>> parameters, ReadOnlySpan<Vector<float>> gradients, int first);

    /// <summary>One of the rule's <see cref="StateCount"/> numbers for each parameter, zero before the first step.</summary>
    protected Span<Vector<float>> State(int index) => _state![index];

    /// <summary>A hyperparameter that must be finite and not below zero.</summary>
    private protected static double NonNegative(double value, [CallerMemberName] string name = "") => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not below zero.");

    /// <summary>A hyperparameter that weighs old against new: from 0 to below 1.</summary>
    private protected static double Decay(double value, [CallerMemberName] string name = "") => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 0 to below 1.");

    private void Allocate(int length)
    {
        _length = length;
        _state = new Vector<float>[StateCount][];
        for (int i = 0; i < _state.Length; i++)
            _state[i] = new Vector<float>[(length + Vector<float>.Count - 1) / Vector<float>.Count];
    }

    private void UpdateRest(Span<float> parameters, ReadOnlySpan<float> gradients, int first)
    {
        Vector<float> parameter = default;
        Vector<float> gradient = default;
        Span<float> padded = MemoryMarshal.Cast<Vector<float>, float>(new Span<Vector<float>>(ref parameter));
        parameters.CopyTo(padded);
        gradients.CopyTo(MemoryMarshal.Cast<Vector<float>, float>(new Span<Vector<float>>(ref gradient)));
        Update(new Span<Vector<float>>(ref parameter), new ReadOnlySpan<Vector<float>>(ref gradient), first);
        padded[..parameters.Length].CopyTo(parameters);
    }
}
