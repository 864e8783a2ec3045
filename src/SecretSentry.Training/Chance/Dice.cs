namespace SecretSentry.Training.Chance;

/// <summary>Random numbers from a seed (xorshift64*). They are the same on every machine and in every version of .NET.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(int seed, int stream)
    {
        _state = MixSeed(((ulong)(uint)seed << 32) | (uint)stream);
    }

    /// <summary>Creates dice from a seed and the path of a file.</summary>
    public static Dice Create(int seed, string path) => new(seed, (int)(StableHash.Compute(path) & int.MaxValue));

    /// <summary>Returns a number from 0 to <paramref name="limit"/> - 1.</summary>
    public int DrawBelow(int limit) => (int)((DrawBits() >> 33) % (ulong)limit);

    /// <summary>Returns a number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int DrawBetween(int low, int high) => low + DrawBelow(high - low + 1);

    public bool DrawChance(int percent) => DrawBelow(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[DrawBelow(choices.Length)];

    /// <summary>Returns the index of a choice. The probability of each choice is proportional to its weight.</summary>
    public int DrawWeighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var remaining = DrawBelow(total);
        var index = 0;
        while (remaining >= weights[index])
        {
            remaining -= weights[index++];
        }

        return index;
    }

    /// <summary>Returns characters drawn from an alphabet.</summary>
    public string DrawLetters(string alphabet, int length) =>
        string.Create(length, (Dice: this, Alphabet: alphabet), static (text, draw) =>
        {
            foreach (ref var c in text)
            {
                c = draw.Alphabet[draw.Dice.DrawBelow(draw.Alphabet.Length)];
            }
        });

    public byte[] DrawBytes(int count)
    {
        var bytes = new byte[count];
        foreach (ref var b in bytes.AsSpan())
        {
            b = (byte)DrawBelow(256);
        }

        return bytes;
    }

    private ulong DrawBits()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1DUL;
    }

    /// <summary>Mixes a seed. Neighbouring seeds must not begin alike, and xorshift must not begin with zero.</summary>
    private static ulong MixSeed(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (z ^ (z >> 31)) | 1;
    }
}
