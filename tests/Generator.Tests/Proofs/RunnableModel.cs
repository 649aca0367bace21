using System;
using System.Reflection;

namespace Unrolled.Generator.Tests.Proofs;

/// <summary>A generated model behind arrays, whatever its type.</summary>
/// <param name="spec">Its declaration.</param>
/// <param name="choose">Chooses the kernels; called before every use, since all models of an assembly share the choice.</param>
internal abstract class RunnableModel(RnnSpec spec, Action choose)
{
    /// <summary>Its declaration.</summary>
    public RnnSpec Spec { get; } = spec;

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

    /// <summary>A model of a generated type.</summary>
    public static RunnableModel Of(RnnSpec spec, Type type, Type stream, Action choose) =>
        (RunnableModel)Activator.CreateInstance(typeof(Runnable<>).MakeGenericType(type), spec, stream.GetMethod("Run"), choose)!;

    private sealed class Runnable<T> : RunnableModel
        where T : class, IRnnModel<T>
    {
        private readonly T _model;
        private readonly Action<T, float[], float[]> _stream;

        public Runnable(RnnSpec spec, MethodInfo stream, Action choose)
            : base(spec, choose)
        {
            Choose();
            _model = T.Create(1);
            _stream = stream.CreateDelegate<Action<T, float[], float[]>>();
        }

        public override IRnnModel Model => _model;

        public override float[] Stream(float[] inputs)
        {
            Choose();
            var outputs = new float[Spec.Steps * Spec.OutputSize];
            _stream(_model, inputs, outputs);
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
    }
}
