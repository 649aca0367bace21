using Xunit;

namespace Unrolled.EndToEnd.Tests.Allocations;

/// <summary>Tests that run alone, because what other threads allocate brings garbage collections.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
