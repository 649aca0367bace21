using Unrolled;

namespace Hosts.@class.@namespace;

/// <summary>A class named by a keyword.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class @event;

/// <summary>A class named by a contextual keyword.</summary>
[Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
internal sealed partial class @field;

internal static partial class @static
{
    internal partial struct Struct
    {
        internal sealed partial record Record
        {
            internal partial interface IInterface
            {
                /// <summary>A class in types of every kind, which have members of the generated members' names.</summary>
                [Rnn(Input = 3, Hidden = 7, Steps = 5, Cell = Cell.Lstm, Output = 1)]
                internal sealed partial class @new;

                internal sealed class State;

                internal sealed class Gradients;
            }

            public static int Predict => 1;

            public static int InputSize => 2;
        }

        public static int Parameters => 3;
    }
}
