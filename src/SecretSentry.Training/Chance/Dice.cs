namespace SecretSentry.Training.Chance;

/// <summary>Numbers from a seed, the same ones on every machine and in every version of .NET (xorshift64*).</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(int seed, int stream)
    {
        _state = Scatter(((ulong)(uint)seed << 32) | (uint)stream);
    }

    /// <summary>Of a seed and the path of a file.</summary>
    public static Dice Of(int seed, string path) => new(seed, (int)(StableHash.Of(path) & int.MaxValue));

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)((Next() >> 33) % (ulong)limit);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>The place of a choice, each as likely as its weight says.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Below(total);
        var place = 0;
        while (left >= weights[place])
        {
            left -= weights[place++];
        }

        return place;
    }

    /// <summary>Characters drawn from an alphabet.</summary>
    public string Letters(string alphabet, int length) =>
        string.Create(length, (Dice: this, Alphabet: alphabet), static (text, draw) =>
        {
            foreach (ref var c in text)
            {
                c = draw.Alphabet[draw.Dice.Below(draw.Alphabet.Length)];
            }
        });

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        foreach (ref var b in bytes.AsSpan())
        {
            b = (byte)Below(256);
        }

        return bytes;
    }

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1DUL;
    }

    /// <summary>Neighbouring seeds must not begin alike; and xorshift must not begin with zero.</summary>
    private static ulong Scatter(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (z ^ (z >> 31)) | 1;
    }
}
