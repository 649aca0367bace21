using System;
using System.Reflection;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>A generated model behind arrays, whatever its type.</summary>
/// <param name="spec">Its declaration.</param>
/// <param name="bits">The width of its kernels' vectors.</param>
/// <param name="choose">Chooses the kernels; called before every use, since all models of an assembly share the choice.</param>
internal abstract class RunnableModel(RnnSpec spec, int bits, Action choose)
{
    /// <summary>Its declaration.</summary>
    public RnnSpec Spec { get; } = spec;

    /// <summary>The width of its kernels' vectors, in bits.</summary>
    public int Bits { get; } = bits;

    /// <summary>The model as programs hold it that choose a shape at run time.</summary>
    public abstract IRnnModel Model { get; }

    /// <summary>Makes this model's kernels the ones that run.</summary>
    protected void Choose() => choose();

    /// <summary>The outputs of a batch.</summary>
    public float[] Predict(float[] inputs)
    {
        Choose();
        var outputs = new float[inputs.Length / Model.InputLength * Model.OutputLength];
        Model.Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>The outputs of every step of one sequence, streamed.</summary>
    public abstract float[] Stream(float[] inputs);

    /// <summary>The loss and the gradients of a batch, its output vectors weighted or, without weights, alike.</summary>
    public abstract (float Loss, float[] Gradients) Backpropagate(float[] inputs, float[] targets, params float[] lossWeights);

    /// <summary>The loss of a batch, its output vectors weighted or, without weights, alike.</summary>
    public abstract float Evaluate(float[] inputs, float[] targets, params float[] lossWeights);

    /// <summary>Everything that the model gives of a batch with states, or without given ones where the hidden ones are null, and, unless there are none, lengths; loss and gradients with dropout where there is a seed for it.</summary>
    public abstract ContextResult Run(float[] inputs, float[] targets, int[] lengths, float[]? hidden, float[] cell, ulong? dropoutSeed = null, int firstSequence = 0);

    /// <summary>A model of a generated type; one that cannot be streamed has no stream.</summary>
    public static RunnableModel Of(RnnSpec spec, int bits, Type type, Type? stream, Action choose) =>
        (RunnableModel)Activator.CreateInstance(typeof(Runnable<>).MakeGenericType(type), spec, bits, stream?.GetMethod("Run"), choose)!;

    private sealed class Runnable<T> : RunnableModel
        where T : class, IRnnModel<T>
    {
        private readonly T _model;
        private readonly Action<T, float[], float[]>? _stream;

        public Runnable(RnnSpec spec, int bits, MethodInfo? stream, Action choose)
            : base(spec, bits, choose)
        {
            Choose();
            _model = T.Create(1);
            _stream = stream?.CreateDelegate<Action<T, float[], float[]>>();
        }

        public override IRnnModel Model => _model;

        public override float[] Stream(float[] inputs)
        {
            Choose();
            var outputs = new float[Spec.Steps * Spec.OutputSize];
            _stream!(_model, inputs, outputs);
            return outputs;
        }

        public override (float Loss, float[] Gradients) Backpropagate(float[] inputs, float[] targets, params float[] lossWeights)
        {
            Choose();
            global::Unrolled.Gradients gradients = T.CreateGradients();
            float loss = lossWeights.Length == 0
                ? _model.Backpropagate(inputs, targets, gradients)
                : _model.Backpropagate(inputs, targets, lossWeights, gradients);
            return (loss, gradients.Values.ToArray());
        }

        public override float Evaluate(float[] inputs, float[] targets, params float[] lossWeights)
        {
            Choose();
            return lossWeights.Length == 0 ? _model.Evaluate(inputs, targets) : _model.Evaluate(inputs, targets, lossWeights);
        }

        public override ContextResult Run(float[] inputs, float[] targets, int[] lengths, float[]? hidden, float[] cell, ulong? dropoutSeed = null, int firstSequence = 0)
        {
            Choose();
            int batch = inputs.Length / Model.InputLength;
            States? initial = hidden is null ? null : T.CreateStates(batch);
            States final = T.CreateStates(batch);
            States initialGradients = T.CreateStates(batch);
            hidden.CopyTo(initial is null ? default : initial.AllHidden);
            bool hasCell = cell.Length > 0;
            if (hasCell && initial is not null)
            {
                cell.CopyTo(initial.AllCell);
            }

            var outputs = new float[batch * Model.OutputLength];
            var inputGradients = new float[inputs.Length];
            global::Unrolled.Gradients gradients = T.CreateGradients();
            float evaluated = _model.Evaluate(inputs, targets, new BatchContext { Lengths = lengths, Initial = initial });
            float loss = _model.Backpropagate(inputs, targets, gradients, new BatchContext
            {
                Lengths = lengths,
                Initial = initial,
                InitialGradients = initialGradients,
                InputGradients = inputGradients,
                DropoutSeed = dropoutSeed,
                FirstSequence = firstSequence,
            });
            _model.Predict(inputs, outputs, new BatchContext { Lengths = lengths, Initial = initial, Final = final });
            float[] Of(States states, bool isCell) => isCell ? (hasCell ? states.AllCell.ToArray() : []) : states.AllHidden.ToArray();
            return new ContextResult(
                outputs, Of(final, false), Of(final, true), loss, evaluated, gradients.Values.ToArray(), Of(initialGradients, false), Of(initialGradients, true), inputGradients);
        }
    }
}
