namespace Vowels;

/// <summary>Somebody says /ae/: two vowels of Japanese, one after the other.</summary>
/// <param name="Frames">[frames, 12], row-major: the cepstrum coefficients of one frame after the other.</param>
/// <param name="Speaker">Who says it, from 0 to 8.</param>
internal sealed record Utterance(float[] Frames, int Speaker)
{
    /// <summary>Speakers to tell apart.</summary>
    public const int Speakers = 9;

    /// <summary>Cepstrum coefficients of one frame.</summary>
    public const int Coefficients = 12;

    /// <summary>Frames of the longest utterance.</summary>
    public const int MostFrames = 29;

    /// <summary>Frames of this one.</summary>
    public int Length => Frames.Length / Coefficients;
}
