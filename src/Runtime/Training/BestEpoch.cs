namespace Unrolled;

/// <summary>Remembers the epoch of the lowest loss and, where it is to be restored, the parameters at its end.</summary>
internal sealed class BestEpoch(ParameterList parameters, bool keepsParameters)
{
    private readonly float[] _kept = keepsParameters ? new float[parameters.Length] : [];
    private float _loss = float.PositiveInfinity;

    /// <summary>The best epoch so far, counted from 1; 0 before the first.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes note of an epoch that has ended. Of equal losses the first is the best.</summary>
    public void Observe(int epoch, float loss)
    {
        if (!(loss < _loss))
            return;
        _loss = loss;
        Epoch = epoch;
        if (keepsParameters)
            parameters.CopyTo(_kept);
    }

    /// <summary>Puts the best epoch's parameters back, where they have been kept.</summary>
    public void Restore()
    {
        if (keepsParameters && Epoch > 0)
            parameters.CopyFrom(_kept);
    }
}
