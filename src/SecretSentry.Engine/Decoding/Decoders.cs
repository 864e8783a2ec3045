namespace SecretSentry.Engine.Decoding;

/// <summary>Decodes base64 and hexadecimal, and checks whether the decoded bytes are text.</summary>
internal static class Decoders
{
    private const byte NoDigit = 0xFF;

    /// <summary>Of 8 bytes of text, at least this many are printable. The rest may be UTF-8 or a stray control byte.</summary>
    private const int PrintableInEight = 7;

    private static readonly byte[] Sextets = BuildSextets();

    /// <summary>Returns whether <paramref name="b"/> belongs to the base64 or the base64url alphabet.</summary>
    public static bool IsAlphabet(byte b) => Sextets[b] != NoDigit;

    public static bool IsPrintable(byte b) => b is (>= 0x20 and <= 0x7E) or (byte)'\t' or (byte)'\n' or (byte)'\r';

    /// <summary>
    /// Returns whether the first eight characters of <paramref name="run"/> decode to six printable bytes or to three characters of
    /// UTF-16LE. Rejects all but 0.4 % of random text, and words almost as well.
    /// </summary>
    public static bool BeginsAsBase64(ReadOnlySpan<byte> run)
    {
        var bits = 0L;
        foreach (var b in run[..8])
        {
            bits = (bits << 6) | Sextets[b];
        }

        const long odd = 0x00FF00FF00FF;
        return IsLowBytePrintable(bits >> 40) && IsLowBytePrintable(bits >> 24) && IsLowBytePrintable(bits >> 8)
            && ((bits & odd) == 0 || (IsLowBytePrintable(bits >> 32) && IsLowBytePrintable(bits >> 16) && IsLowBytePrintable(bits)));

        static bool IsLowBytePrintable(long value) => IsPrintable((byte)value);
    }

    /// <summary>Returns whether the first eight digits of <paramref name="run"/> decode to four printable bytes.</summary>
    public static bool BeginsAsHex(ReadOnlySpan<byte> run)
    {
        for (var i = 0; i < 8; i += 2)
        {
            var (high, low) = (Escapes.GetHexValue(run[i]), Escapes.GetHexValue(run[i + 1]));
            if ((high | low) < 0 || !IsPrintable((byte)((high * 16) + low)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Decodes <paramref name="run"/> and returns whether every third byte of the result, from the first on, is below 0x80.
    /// </summary>
    public static bool IsAsciiInBase64(ReadOnlySpan<byte> run)
    {
        for (var i = 0; i < run.Length; i += 4)
        {
            if (Sextets[run[i]] >= 32)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decodes <paramref name="run"/> and returns whether every byte of the result is below 0x10 or from 0x20 to 0x7F.</summary>
    public static bool IsAsciiInHex(ReadOnlySpan<byte> run)
    {
        for (var i = 0; i < run.Length; i += 2)
        {
            if (run[i] is not ((byte)'0' or (>= (byte)'2' and <= (byte)'7')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Decodes a run of the alphabet, which may end with padding. Bits that do not fill a byte are dropped. Returns the number of bytes
    /// written.
    /// </summary>
    public static int DecodeBase64(ReadOnlySpan<byte> run, Span<byte> bytes)
    {
        run = run.TrimEnd((byte)'=');
        var (length, offset) = (0, 0);
        for (; offset + 4 <= run.Length; offset += 4, length += 3)
        {
            var bits =
                (Sextets[run[offset]] << 18) | (Sextets[run[offset + 1]] << 12) | (Sextets[run[offset + 2]] << 6) | Sextets[run[offset
                + 3]];
            (bytes[length], bytes[length + 1], bytes[length + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
        }

        var rest = run[offset..];
        if (rest.Length >= 2)
        {
            bytes[length++] = (byte)((Sextets[rest[0]] << 2) | (Sextets[rest[1]] >> 4));
        }

        if (rest.Length == 3)
        {
            bytes[length++] = (byte)((Sextets[rest[1]] << 4) | (Sextets[rest[2]] >> 2));
        }

        return length;
    }

    /// <summary>Decodes pairs of digits. An odd last digit is dropped. Returns the number of bytes written.</summary>
    public static int DecodeHex(ReadOnlySpan<byte> run, Span<byte> bytes)
    {
        var length = run.Length / 2;
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((Escapes.GetHexValue(run[2 * i]) * 16) + Escapes.GetHexValue(run[(2 * i) + 1]));
        }

        return length;
    }

    /// <summary>
    /// Returns whether <paramref name="bytes"/> begin as UTF-16LE text of ASCII characters, which PowerShell's -EncodedCommand expects.
    /// </summary>
    public static bool IsWide(ReadOnlySpan<byte> bytes) => bytes is [> 0, 0, > 0, 0, > 0, 0, ..];

    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var printable = 0L;
        foreach (var b in bytes)
        {
            printable += IsPrintable(b) ? 1 : 0;
        }

        return printable * 8 >= bytes.Length * (long)PrintableInEight;
    }

    private static byte[] BuildSextets()
    {
        var table = new byte[256];
        Array.Fill(table, NoDigit);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++)
        {
            table[alphabet[i]] = (byte)i;
        }

        (table['-'], table['_']) = (62, 63);
        return table;
    }
}
