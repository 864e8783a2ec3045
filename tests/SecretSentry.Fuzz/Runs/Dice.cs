namespace SecretSentry.Fuzz.Runs;

/// <summary>Random numbers that are the same on every machine and cost a few instructions (xorshift64*).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    /// <summary>Returns a number from 0 to one less than <paramref name="end"/>, which is positive.</summary>
    public int Next(int end)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)(((_state * 0x2545F4914F6CDD1D) >> 32) * (ulong)end >> 32);
    }

    /// <summary>Returns true once in <paramref name="times"/>.</summary>
    public bool Hits(int times) => Next(times) == 0;
}
