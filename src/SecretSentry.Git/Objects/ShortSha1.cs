using System.Buffers.Binary;
using System.Numerics;

namespace SecretSentry.Git.Objects;

/// <summary>
/// SHA-1 (RFC 3174) for the few short objects that a hook reads. .NET's implementation uses OpenSSL, and loading OpenSSL takes 1.5 ms,
/// which is more than the rest of a check of ten files. The hash identifies objects as in git; no security depends on it.
/// </summary>
internal static class ShortSha1
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int Length = 20;

    private const int BlockLength = 64;

    /// <summary>Writes the hash of <paramref name="head"/>, at most 64 bytes, followed by <paramref name="content"/>.</summary>
    /// <param name="head">First part.</param>
    /// <param name="content">Second part.</param>
    /// <param name="hash">Receives the hash; at least <see cref="Length"/> bytes.</param>
    public static void Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content, Span<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(head.Length, BlockLength);
        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
        Span<byte> edge = stackalloc byte[2 * BlockLength];
        edge.Clear();
        head.CopyTo(edge);
        var filled = head.Length;
        var bits = 8 * ((long)head.Length + content.Length);
        if (filled + content.Length >= BlockLength)
        {
            content[..(BlockLength - filled)].CopyTo(edge[filled..]);
            Add(state, edge);
            content = content[(BlockLength - filled)..];
            for (; content.Length >= BlockLength; content = content[BlockLength..])
            {
                Add(state, content);
            }

            filled = 0;
            edge.Clear();
        }

        // The padding: a one bit, zeros, and the number of bits at the end of a block.
        content.CopyTo(edge[filled..]);
        filled += content.Length;
        edge[filled] = 0x80;
        var end = filled + 9 <= BlockLength ? BlockLength : 2 * BlockLength;
        BinaryPrimitives.WriteInt64BigEndian(edge[(end - 8)..], bits);
        for (var offset = 0; offset < end; offset += BlockLength)
        {
            Add(state, edge[offset..]);
        }

        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], state[i]);
        }
    }

    /// <summary>Processes one block of 64 bytes (RFC 3174, 6.1).</summary>
    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[80];
        for (var t = 0; t < 16; t++)
        {
            words[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        }

        for (var t = 16; t < words.Length; t++)
        {
            words[t] = BitOperations.RotateLeft(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
        }

        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4]);
        for (var t = 0; t < words.Length; t++)
        {
            var (f, k) = t switch
            {
                < 20 => ((b & c) | (~b & d), 0x5A827999U),
                < 40 => (b ^ c ^ d, 0x6ED9EBA1U),
                < 60 => ((b & c) | (b & d) | (c & d), 0x8F1BBCDCU),
                _ => (b ^ c ^ d, 0xCA62C1D6U),
            };
            (a, b, c, d, e) = (BitOperations.RotateLeft(a, 5) + f + e + words[t] + k, a, BitOperations.RotateLeft(b, 30), c, d);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }
}
