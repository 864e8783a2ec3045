using System.Numerics;

namespace SecretSentry.Engine.Bytes;

/// <summary>An immutable set of byte values: one position of a literal, one class of a regex.</summary>
internal readonly record struct ByteSet
{
    private readonly ulong _w0, _w1, _w2, _w3;

    private ByteSet(ulong w0, ulong w1, ulong w2, ulong w3) => (_w0, _w1, _w2, _w3) = (w0, w1, w2, w3);

    /// <summary>All 256 byte values.</summary>
    public static ByteSet All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>Number of byte values in the set.</summary>
    public int Count =>
        BitOperations.PopCount(_w0) + BitOperations.PopCount(_w1) + BitOperations.PopCount(_w2) + BitOperations.PopCount(_w3);

    /// <summary>Number of different bytes when bit 0x20, which distinguishes upper and lower case, is ignored.</summary>
    internal int FoldedCount => CountFolded(_w0) + CountFolded(_w1) + CountFolded(_w2) + CountFolded(_w3);

    /// <summary>
    /// The only value of the set, or the lower-case letter if the set contains only both cases of one letter. Null for other sets.
    /// </summary>
    internal byte? Single
    {
        get
        {
            var lowest = _w0 != 0 ? BitOperations.TrailingZeroCount(_w0) : _w1 != 0 ? 64 + BitOperations.TrailingZeroCount(_w1)
                : _w2 != 0 ? 128 + BitOperations.TrailingZeroCount(_w2) : 192 + BitOperations.TrailingZeroCount(_w3);
            return Count == 1 ? (byte)lowest
                : Count == 2 && char.IsAsciiLetterUpper((char)lowest) && Contains((byte)(lowest | 0x20)) ? (byte)(lowest | 0x20)
                : null;
        }
    }

    /// <summary>Returns the set of one byte value.</summary>
    public static ByteSet FromByte(byte value) => Range(value, value);

    /// <summary>Returns the set of the byte values from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static ByteSet Range(byte first, byte last)
    {
        Span<ulong> words = stackalloc ulong[4];
        words.Clear();
        for (int b = first; b <= last; b++)
        {
            words[b >> 6] |= 1UL << (b & 63);
        }

        return FromWords(words);
    }

    /// <summary>Returns the set with these four 64-bit words, lowest byte values first.</summary>
    public static ByteSet FromWords(ReadOnlySpan<ulong> words) => new(words[0], words[1], words[2], words[3]);

    /// <summary>Writes the four 64-bit words, lowest byte values first.</summary>
    public void CopyWords(Span<ulong> words) => (words[0], words[1], words[2], words[3]) = (_w0, _w1, _w2, _w3);

    /// <summary>
    /// Computes a cheap hash. Sets are keys of tables that are searched a hundred thousand times while rules are compiled.
    /// </summary>
    public override int GetHashCode()
    {
        var mixed = (_w0 * 0x9E3779B97F4A7C15) ^ (_w1 * 0xC2B2AE3D27D4EB4F) ^ (_w2 * 0x165667B19E3779F9) ^ (_w3 * 0xD6E8FEB86659FD93);
        return (int)(mixed >> 32);
    }

    /// <summary>Returns whether <paramref name="value"/> is in the set.</summary>
    public bool Contains(byte value)
    {
        var word = (value >> 6) switch { 0 => _w0, 1 => _w1, 2 => _w2, _ => _w3 };
        return (word >> (value & 63) & 1) != 0;
    }

    /// <summary>Returns the values that are in either set.</summary>
    public ByteSet Union(ByteSet other) => new(_w0 | other._w0, _w1 | other._w1, _w2 | other._w2, _w3 | other._w3);

    /// <summary>Returns whether any value is in both sets.</summary>
    public bool Overlaps(ByteSet other) => ((_w0 & other._w0) | (_w1 & other._w1) | (_w2 & other._w2) | (_w3 & other._w3)) != 0;

    /// <summary>Returns the values that are not in this set.</summary>
    public ByteSet Invert() => new(~_w0, ~_w1, ~_w2, ~_w3);

    /// <summary>
    /// Returns the bits that are set in all values, and the bits that are set in none. For an empty set, all bits are both.
    /// </summary>
    internal (byte Ones, byte Zeros) GetCommonBits()
    {
        ReadOnlySpan<ulong> withBit = [0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000,
            0xFFFFFFFF00000000];
        var (folded, ones, zeros) = (_w0 | _w1 | _w2 | _w3, 0, 0); // by the lower six bits
        for (var k = 0; k < withBit.Length; k++)
        {
            ones |= (folded & ~withBit[k]) == 0 ? 1 << k : 0;
            zeros |= (folded & withBit[k]) == 0 ? 1 << k : 0;
        }

        ones |= ((_w0 | _w2) == 0 ? 0x40 : 0) | ((_w0 | _w1) == 0 ? 0x80 : 0);
        zeros |= ((_w1 | _w3) == 0 ? 0x40 : 0) | ((_w2 | _w3) == 0 ? 0x80 : 0);
        return ((byte)ones, (byte)zeros);
    }

    /// <summary>Returns the set with the other case of every ASCII letter added.</summary>
    public ByteSet FoldCase()
    {
        const ulong letters = 0x07FFFFFE; // A-Z or a-z within their 32-bit half
        var upper = (_w1 & letters) << 32;
        var lower = (_w1 >> 32) & letters;
        return new(_w0, _w1 | upper | lower, _w2, _w3);
    }

    private static int CountFolded(ulong word) => BitOperations.PopCount((uint)word | (uint)(word >> 32));
}
