using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>Some sequences of a batch on their way through the layers.</summary>
internal ref struct LayeredChunk
{
    /// <summary>The packed weights of the model.</summary>
    public ref float Weights;

    /// <summary>The workspace, laid out by <see cref="Plan"/>.</summary>
    public ref float Workspace;

    /// <summary>The inputs of the first sequence, [sequences, steps, input].</summary>
    public ref float Input;

    /// <summary>Where the outputs go, [sequences, output length].</summary>
    public ref float Output;

    /// <summary>Where everything stands.</summary>
    public LayeredPlan Plan;

    /// <summary>How many sequences.</summary>
    public int Sequences;

    /// <summary>The place of the first of them in the batch.</summary>
    public int First;

    /// <summary>What the batch brings and takes away.</summary>
    public BatchContext Context;

    /// <summary>No sequences yet.</summary>
    public LayeredChunk(LayeredPlan plan, BatchContext context, ref float weights, ref float input, ref float workspace)
    {
        Plan = plan;
        Context = context;
        Weights = ref weights;
        Input = ref input;
        Workspace = ref workspace;
        Output = ref workspace;
        Sequences = 0;
        First = 0;
    }

    /// <summary>A place in the workspace.</summary>
    public readonly ref float At(int offset) => ref Unsafe.Add(ref Workspace, offset);

    /// <summary>Floats at a place in the workspace.</summary>
    public readonly Span<float> Floats(int offset, int length) => MemoryMarshal.CreateSpan(ref At(offset), length);
}
