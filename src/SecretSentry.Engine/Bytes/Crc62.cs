using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Bytes;

/// <summary>
/// Checks tokens whose last six characters are the CRC-32 of the up to 30 characters before them (after the prefix), in base 62, padded
/// with '0'.
/// </summary>
internal static class Crc62
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// Checks tokens that consist of a prefix, '_', a body and a checksum, with 36 characters after the '_'. Others are unknown.
    /// </summary>
    public static Validity GetValidity(ReadOnlySpan<byte> token)
    {
        var body = token[(token.IndexOf((byte)'_') + 1)..];
        if (body.Length != 36)
        {
            return Validity.Unknown;
        }

        Span<byte> expected = stackalloc byte[6];
        WriteChecksum(body[..30], expected);
        return expected.SequenceEqual(body[30..]) ? Validity.ChecksumValid : Validity.ChecksumInvalid;
    }

    public static void WriteChecksum(ReadOnlySpan<byte> body, Span<byte> digits)
    {
        var crc = Crc32.Compute(body);
        for (var i = digits.Length - 1; i >= 0; i--, crc /= 62)
        {
            digits[i] = (byte)Alphabet[(int)(crc % 62)];
        }
    }
}
