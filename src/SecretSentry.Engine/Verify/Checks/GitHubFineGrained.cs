using System.Security.Cryptography;

namespace SecretSentry.Engine.Verify.Checks;

/// <summary>
/// <c>github_pat_</c> tokens: of the 93 characters, those from 77 to 84 are the first eight base-32 digits of the SHA-256 of the 77 before.
/// Not published by GitHub and seen on two tokens only, so it may confirm and never deny.
/// </summary>
internal static class GitHubFineGrained
{
    private const int Covered = 77;

    public static bool Holds(ReadOnlySpan<byte> token)
    {
        if (token.Length != 93)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token[..Covered], hash);
        for (var i = 0; i < 8; i++)
        {
            if (token[Covered + i] != Base32.Digit(hash, i))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>RFC 4648 base 32, upper case.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The <paramref name="index"/>-th digit of <paramref name="bytes"/>.</summary>
    public static byte Digit(ReadOnlySpan<byte> bytes, int index)
    {
        var bit = index * 5;
        var pair = (bytes[bit / 8] << 8) | ((bit / 8) + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
        return (byte)Alphabet[(pair >> (11 - (bit % 8))) & 31];
    }

    /// <summary>Decodes all of <paramref name="text"/>; false when it holds a foreign character.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var (buffer, bits, at) = (0u, 0, 0);
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf((char)c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (buffer, bits) = ((buffer << 5) | (uint)value, bits + 5);
            if (bits >= 8 && at < bytes.Length)
            {
                bits -= 8;
                bytes[at++] = (byte)(buffer >> bits);
            }
        }

        return true;
    }
}
