namespace Vowels;

/// <summary>Utterances as the networks read them, all padded to the longest that there may be. What stands behind an utterance's end is never read.</summary>
/// <param name="Inputs">Standardised coefficients, [utterances, 29, 12].</param>
/// <param name="Lengths">Frames of each utterance, [utterances].</param>
/// <param name="Targets">1 for the speaker, 0 for the others, [utterances, 9].</param>
internal sealed record Batch(float[] Inputs, int[] Lengths, float[] Targets);
