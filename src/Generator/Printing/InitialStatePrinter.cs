namespace Unrolled.Generator.Printing;

/// <summary>Prints the members that give the learned initial states to streams, and to batches that are carried on.</summary>
internal sealed class InitialStatePrinter(CSharpWriter writer, RnnSpec spec)
{
    /// <summary>Prints the members.</summary>
    public void Print()
    {
        if (spec.HasStep)
        {
            writer.Lines("""
                /// <summary>The state that a stream begins with: the learned one, as the parameters are now. The default state is zero. Allocates nothing.</summary>
                public State InitialState()
                {
                    State state = default;
                    LayeredKernels.CopyLearned(ref Parameters.Packed, ref state.First);
                    return state;
                }

                """);
        }

        writer.Lines("""
            /// <summary>Sets the states of all sequences to the learned ones, as the parameters are now. New and cleared states are zero. Allocates nothing.</summary>
            public void Reset(States states)
            {
                global::System.ArgumentNullException.ThrowIfNull(states);
                for (int sequence = 0; sequence < states.Batch; sequence++)
                    Reset(states, sequence);
            }

            /// <summary>Sets the states of one sequence to the learned ones, as where a new one begins in its place.</summary>
            /// <exception cref="global::System.ArgumentOutOfRangeException">There is no such sequence.</exception>
            public void Reset(States states, int sequence)
            {
                global::System.ArgumentNullException.ThrowIfNull(states);
                LayeredKernels.CopyLearned(ref Parameters.Packed, states, sequence);
            }

            """);
    }
}
