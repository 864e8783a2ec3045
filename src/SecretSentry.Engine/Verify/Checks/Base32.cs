namespace SecretSentry.Engine.Verify.Checks;

/// <summary>RFC 4648 base 32, upper case.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Returns digit number <paramref name="index"/> of <paramref name="bytes"/>, counted from 0.</summary>
    public static byte GetDigit(ReadOnlySpan<byte> bytes, int index)
    {
        var bit = index * 5;
        var pair = (bytes[bit / 8] << 8) | ((bit / 8) + 1 < bytes.Length ? bytes[(bit / 8) + 1] : 0);
        return (byte)Alphabet[(pair >> (11 - (bit % 8))) & 31];
    }

    /// <summary>Decodes all of <paramref name="text"/>. Returns false when it contains a character that is not a digit.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var (buffer, bits, count) = (0u, 0, 0);
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf((char)c, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            (buffer, bits) = ((buffer << 5) | (uint)value, bits + 5);
            if (bits >= 8 && count < bytes.Length)
            {
                bits -= 8;
                bytes[count++] = (byte)(buffer >> bits);
            }
        }

        return true;
    }
}
