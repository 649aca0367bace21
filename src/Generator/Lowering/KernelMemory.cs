namespace Unrolled.Generator.Lowering;

/// <summary>The names of the memory that kernels work on: their parameters and local pointers.</summary>
internal static class KernelMemory
{
    /// <summary>The packed weights.</summary>
    public const string Weights = "weights";

    /// <summary>The inputs of a sequence, [steps, input].</summary>
    public const string Input = "input";

    /// <summary>The inputs of some steps of it, at the place that a loop has reached.</summary>
    public const string X = "x";

    /// <summary>The products of the inputs with their weights of some steps ahead, [steps, tiles, accumulators of a tile].</summary>
    public const string Projection = "projection";

    /// <summary>Those of one step, the first of some or the one that is computed, at the tile that a loop has reached.</summary>
    public const string TileProjection = "tileProjection";

    /// <summary>Those of one step.</summary>
    public const string Projected = "projected";

    /// <summary>The parameter that counts groups of steps whose inputs are multiplied ahead.</summary>
    public const string Groups = "groups";

    /// <summary>The outputs of a sequence.</summary>
    public const string Output = "output";

    /// <summary>The adjoints of the outputs of a sequence.</summary>
    public const string OutputAdjoint = "outputAdjoint";

    /// <summary>The adjoints of the inputs of a sequence.</summary>
    public const string InputAdjoint = "inputAdjoint";

    /// <summary>The record of states that a step reads.</summary>
    public const string Previous = "previous";

    /// <summary>The record that a step writes.</summary>
    public const string Next = "next";

    /// <summary>The records of a sequence, the first of which holds the initial states.</summary>
    public const string Records = "records";

    /// <summary>The adjoints of the states as they come from the step after.</summary>
    public const string Incoming = "incoming";

    /// <summary>The adjoints of the states as they go to the step before.</summary>
    public const string Outgoing = "outgoing";

    /// <summary>Two records of state adjoints, used in turn.</summary>
    public const string Adjoints = "adjoints";

    /// <summary>The parameter that counts the steps of a sequence, where they may be fewer than declared.</summary>
    public const string Steps = "steps";

    /// <summary>The parameter that is the number of a step within its sequence: a stream's is always 0.</summary>
    public const string Step = "step";

    /// <summary>The packed gradients.</summary>
    public const string Gradients = "gradients";

    /// <summary>The packed gradients at the place that a loop has reached.</summary>
    public const string Stream = "stream";

    /// <summary>The same at the next part of a tile, for each of which <see cref="Stream"/> begins anew.</summary>
    public const string Parts = "parts";
}
